import type { EventDto, EventSource } from '../../../contracts/event.ts';
import type { Evidence } from '../../../contracts/verdict.ts';
import { utcMinute } from '../../../pair/utc-minute.ts';
import type { ReportFacts, ServerFacts, SourceFailure } from '../facts.ts';

/** What the facts of an incident show, for the causes to argue with. Each sign is there because of something that was read, never because of something that was not. */

/** A time in which a way to read a server gave nothing. `end` is `until`, or now where it goes on. */
export type Outage = SourceFailure & { end: number };

/** Before the incident so long a cause may lie. */
const LEAD_MS = 3 * 60_000;

/** One line of proof is enough, a few show that it was no slip. */
const MOST_EVIDENCE = 3;

/** The port was closed, not silent: the machine itself answered. */
const REFUSED = /^Nothing (listens on|tells the time on) /;
/** Nobody answered at all. */
const UNANSWERED =
  /did not answer a connection request|can(not|'t) be reached|told no time within|can't be asked for its time|had no answer within/;

export const isRefused = ({ evidence }: Outage): boolean => evidence.some(({ text }) => REFUSED.test(text));
export const isUnanswered = ({ evidence }: Outage): boolean =>
  evidence.some(({ text }) => UNANSWERED.test(text));

/** Times in which a server could not be read in one way, of those that reach into the incident. */
export function outagesOf(facts: ReportFacts, server: ServerFacts, source: EventSource): Outage[] {
  return facts.failures
    .filter((failure) => failure.server === server.name && failure.source === source)
    .map((failure) => ({ ...failure, end: failure.until ?? facts.now }))
    .filter(({ from, end }) => end >= facts.span.from - LEAD_MS && from <= facts.span.until);
}

/** Lines of a server's log that say one of some things, from shortly before the incident on, oldest first. */
export function linesOf(facts: ReportFacts, server: ServerFacts, codes: readonly string[]): EventDto[] {
  return facts.events.filter(
    (event) =>
      event.kind === 'log' &&
      event.server === server.name &&
      codes.includes(event.to) &&
      isOfIncident(facts, ms(event.sortAt)),
  );
}

/** Moves of a server to one of some states, oldest first. */
export function movesOf(facts: ReportFacts, server: ServerFacts, to: readonly string[]): EventDto[] {
  return facts.events.filter(
    (event) =>
      event.kind === 'state' &&
      event.server === server.name &&
      to.includes(event.to) &&
      isOfIncident(facts, ms(event.sortAt)),
  );
}

export function isOfIncident({ span }: ReportFacts, at: number): boolean {
  return at >= span.from - LEAD_MS && at <= span.until;
}

/** A machine that went down may be up again after this, */
const DOWN_AT_LEAST_MS = 3 * 60_000;
/** and tells its time for about so long before its dhcpd has started. */
const STARTS_WITHIN_MS = 30_000;

/** When a machine told the time by itself, NTP or SSH, though it had just ceased to answer otherwise. */
export function timesTold(server: ServerFacts, { from, end }: Outage): Evidence[] {
  const until = Math.min(from + DOWN_AT_LEAST_MS, end - STARTS_WITHIN_MS);
  return server.offsets
    .filter(({ method, at }) => (method === 'sntp' || method === 'ssh') && at > from && at < until)
    .slice(0, MOST_EVIDENCE)
    .map(({ method, at, valueMs, uncertaintyMs }) => ({
      server: server.name,
      source: 'clock',
      text: `${method === 'sntp' ? 'NTP' : 'SSH'} offset ${valueMs} ms ± ${uncertaintyMs} ms`,
      observedAt: iso(at),
    }));
}

/** Two servers that each told of a state at the same time. */
export function bothIn(facts: ReportFacts, state: string): { from: number; evidence: Evidence[] } | null {
  const [one, other] = facts.servers;
  if (!one || !other) return null;
  for (const mine of staysIn(facts, one, state))
    for (const theirs of staysIn(facts, other, state)) {
      const from = Math.max(mine.from, theirs.from);
      if (from < Math.min(mine.seenUntil, theirs.seenUntil))
        return {
          from,
          evidence: [...stayEvidence(facts, one, mine), ...stayEvidence(facts, other, theirs)],
        };
    }
  return null;
}

type Stay = ServerFacts['stays'][number];

function staysIn(facts: ReportFacts, server: ServerFacts, state: string): Stay[] {
  return server.stays.filter(
    (stay) =>
      stay.state === state && stay.seenUntil >= facts.span.from - LEAD_MS && stay.from <= facts.span.until,
  );
}

/** The event that told of a stay, else the stay itself. */
function stayEvidence(facts: ReportFacts, server: ServerFacts, stay: Stay): Evidence[] {
  const told = facts.events.find(
    (event) =>
      event.kind === 'state' &&
      event.server === server.name &&
      event.to === stay.state &&
      ms(event.sortAt) === stay.from,
  );
  if (told) return evidenceOf(told);
  return [
    { server: server.name, source: 'omapi', text: `local-state ${stay.state}`, observedAt: iso(stay.from) },
  ];
}

/** What the event rests on; its own word where it rests on nothing else. */
export function evidenceOf(...events: readonly EventDto[]): Evidence[] {
  return events.slice(0, MOST_EVIDENCE).flatMap(({ evidence, server, sentence, observedAt }) => {
    if (evidence.length > 0) return evidence.slice(0, MOST_EVIDENCE);
    return [{ server, source: 'pairwatch' as const, text: sentence, observedAt }];
  });
}

export function verdictEvidence({ verdict, code, from }: ReportFacts['verdicts'][number]): Evidence {
  const text = `verdict ${verdict} (${code}) from ${iso(from)}`;
  return { server: null, source: 'pairwatch', text, observedAt: iso(from) };
}

export function partnerOf({ servers }: ReportFacts, server: ServerFacts): ServerFacts | null {
  return servers.find(({ name }) => name !== server.name) ?? null;
}

export const ms = (time: string): number => Date.parse(time);
export const iso = (at: number): string => new Date(at).toISOString();
export const at = utcMinute;
