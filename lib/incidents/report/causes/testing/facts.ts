import type { EventDto } from '../../../../contracts/event.ts';
import type { Evidence } from '../../../../contracts/verdict.ts';
import type { ReportFacts, ServerFacts, SourceFailure } from '../../facts.ts';

/** Facts of an incident of the pair `office`, made up from what a test is about. Times in seconds from its begin. */

const BEGAN = Date.parse('2026-11-22T02:00:00Z');
const LASTED_S = 900;

export const at = (seconds: number): number => BEGAN + seconds * 1000;
export const time = (seconds: number): string => new Date(at(seconds)).toISOString();

/** Names the evidence in the order in which it is first cited. */
export function citing(): { cite: (evidence: readonly Evidence[]) => string[]; cited: Evidence[] } {
  const cited: Evidence[] = [];
  const cite = (evidence: readonly Evidence[]) =>
    evidence.map((each) => {
      const known = cited.findIndex((other) => JSON.stringify(other) === JSON.stringify(each));
      return `E${known === -1 ? cited.push(each) : known + 1}`;
    });
  return { cite, cited };
}

export const PRIMARY = 'dhcp-a';
export const SECONDARY = 'dhcp-b';

/** An incident of a quarter of an hour of which nothing is known yet. */
export function factsOf(known: Partial<ReportFacts> = {}): ReportFacts {
  const span = { from: at(0), until: at(LASTED_S), isOver: true };
  return {
    now: at(3 * LASTED_S),
    pair: { name: 'office', title: null, intervalMs: 2_000 },
    incident: {
      id: 7,
      pair: 'office',
      phase: 'resolved',
      severity: 'critical',
      sentence: 'dhcp-b answers alone.',
      firstSymptom: { at: time(0), sentence: 'dhcp-b answers alone.', alertId: 1 },
      openedAt: time(30),
      quietSince: time(600),
      resolvedAt: time(LASTED_S),
      reopenedAt: [],
      acknowledgement: null,
      alertCounts: { firing: 0, all: 1 },
    },
    span,
    window: { from: at(-600), until: at(LASTED_S + 600) },
    figures: {
      beganAt: time(0),
      detectMs: 30_000,
      acknowledgeMs: null,
      resolveMs: LASTED_S * 1000,
      answering: { two: 5, one: 10, none: 0, unseen: 0 },
      clients: null,
    },
    servers: [server(PRIMARY), server(SECONDARY)],
    verdicts: [],
    answering: [],
    readiness: [],
    events: [],
    eventsCut: null,
    alerts: [],
    pools: [],
    findings: [],
    skew: [],
    endedLeases: [],
    backlog: [],
    deliveries: [],
    notes: [],
    factors: [],
    actions: [],
    maintenance: [],
    failures: [],
    ...known,
  };
}

export function server(name: string, known: Partial<ServerFacts> = {}): ServerFacts {
  return {
    name,
    role: name === PRIMARY ? 'primary' : 'secondary',
    host: `${name}.example.net`,
    zone: null,
    dhcpdVersion: null,
    stays: [],
    sources: [],
    offsets: [],
    config: { atBegin: null, lastHealthy: null, diff: null, during: [] },
    configTests: [],
    ...known,
  };
}

let events = 0;

function event(
  seconds: number,
  what: Pick<EventDto, 'server' | 'kind' | 'to' | 'sentence' | 'evidence'> & Partial<EventDto>,
): EventDto {
  events += 1;
  return {
    id: events,
    pair: 'office',
    at: time(seconds),
    clock: 'pairwatch',
    observedAt: time(seconds),
    sortAt: time(seconds),
    from: null,
    backfilled: false,
    actor: null,
    incidentId: null,
    count: 1,
    lastAt: null,
    ...what,
  };
}

export function move(name: string, seconds: number, to: string, from = 'normal'): EventDto {
  const evidence: Evidence[] = [
    { server: name, source: 'omapi', text: `local-state ${to}`, observedAt: time(seconds) },
  ];
  return event(seconds, {
    server: name,
    kind: 'state',
    from,
    to,
    sentence: `${name} moved from ${from} to ${to}.`,
    evidence,
  });
}

/** A line of a log that was told as `code`. */
export function line(name: string, seconds: number, code: string, text: string): EventDto {
  const evidence: Evidence[] = [
    { server: name, source: 'log', text: `dhcpd[812]: ${text}`, observedAt: time(seconds) },
  ];
  return event(seconds, { server: name, kind: 'log', to: code, sentence: `${name}: ${text}`, evidence });
}

export function configChange(name: string, seconds: number): EventDto {
  const evidence: Evidence[] = [
    { server: name, source: 'config', text: '--- a\n+++ b', observedAt: time(seconds) },
  ];
  const sentence = `The configuration of ${name} changed in one file.`;
  return event(seconds, { server: name, kind: 'config', to: 'changed', sentence, evidence });
}

/** `until` null: it goes on. */
export function failure(
  name: string,
  source: SourceFailure['source'],
  [from, until]: readonly [number, number | null],
  text: string,
): SourceFailure {
  return {
    server: name,
    source,
    from: at(from),
    until: until === null ? null : at(until),
    sentence: `${source} of ${name} can't be read: ${text}`,
    evidence: [{ server: name, source, text, observedAt: time(from + 6) }],
  };
}

export const stay = (state: string, from: number, until: number): ServerFacts['stays'][number] => ({
  state,
  from: at(from),
  until: at(until),
  seenUntil: at(until),
  stosAt: at(from),
});

export const REFUSED =
  'Nothing listens on 192.0.2.1:7911. Check that dhcpd runs there and that its dhcpd.conf has `omapi-port 7911;`.';
export const UNANSWERED =
  '192.0.2.1:7911 did not answer a connection request within 5 s. The host is off, a firewall drops the packets, or dhcpd is too busy to take connections.';
