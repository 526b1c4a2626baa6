import { coalesce, type OpenRuns, type Run } from '../dhcpd/syslog/coalesce.ts';
import { meaningOf } from '../dhcpd/syslog/facts.ts';
import type { ServerStep } from './advance-server.ts';
import type { NewEvent, StateEvent } from './changes.ts';
import type { ServerMemory } from './memory.ts';
import { type Bounds, ourTimeOf } from './our-time.ts';
import type { LogFactRead, LogReading } from './reading.ts';
import { withLines } from './truth/log-lines.ts';

/**
 * Takes in what one server's dhcpd wrote since the log was read before: changes of state join what the other sources
 * say of them, what repeats is one event.
 */
export function takeLog(
  server: ServerMemory,
  changes: ServerStep['changes'],
  { facts, ...position }: LogReading,
  { readBefore, now }: { readBefore: number | null; now: number },
): void {
  const bounds = { notBefore: readBefore ?? 0, now };
  changes.logPosition = { ...position, readAt: now };
  const events = facts.filter(({ fact }) => meaningOf(fact).kind === 'event');
  for (const read of events) {
    if (read.fact.code === 'state-moved') changes.events.push(stateEvent(server, read, read.fact, bounds));
  }
  // The partner's own sources tell its changes; a line about them is no event of this server.
  const others = events
    .filter(({ fact }) => fact.code !== 'state-moved' && fact.code !== 'partner-state-moved')
    .map((read) => ({ ...read, server: server.name }));
  const { open, changes: runs } = coalesce(server.logRuns.open, others);
  const eventKeys = new Map([...server.logRuns.eventKeys].filter(([key]) => hasRun(open, key)));
  for (const { run, begun, first } of runs) {
    const key = begun ? eventKeyOf(server, first) : eventKeys.get(runKey(run));
    if (key === undefined) continue;
    if (begun) {
      const version = run.code === 'started' ? (versionBefore(first, facts) ?? server.versionLine) : null;
      changes.events.push(logEvent(server, key, { read: first, version }, bounds));
    }
    if (run.count > 1) changes.repeats.push({ key, at: run.lastAtMs, count: run.count });
    eventKeys.set(runKey(run), key);
  }
  server.logRuns = { open, eventKeys };
  server.versionLine = facts.findLast(({ fact }) => fact.code === 'version') ?? server.versionLine;
  const dated = facts.map((read) => ({ ...read, atMs: sortAtOf(server, read, bounds) }));
  server.logLines = withLines(server.logLines, dated, now);
  server.logSince ??= now;
  const refusal = dated.findLast(({ fact }) => 'reason' in fact && fact.reason === 'time-offset');
  if (refusal) server.clockRefusal = { text: refusal.text, at: refusal.atMs };
}

const runKey = ({ code, subject }: Run): string => JSON.stringify([code, subject]);

function hasRun(open: OpenRuns, key: string): boolean {
  for (const run of open.values()) if (runKey(run) === key) return true;
  return false;
}

/** The line's own place names it: read again after a restart it is the same event. */
const eventKeyOf = ({ serverId }: ServerMemory, { place }: LogFactRead) => `log:${serverId}:${place}`;

/** The line about its version that dhcpd wrote as it started, before the one that says it did. */
function versionBefore({ place }: LogFactRead, facts: readonly LogFactRead[]): LogFactRead | null {
  const index = facts.findIndex((each) => each.place === place);
  return facts.slice(0, Math.max(0, index)).findLast(({ fact }) => fact.code === 'version') ?? null;
}

/** `version`: the line that tells which dhcpd it was that the other line tells of; null where there is none. */
function logEvent(
  server: ServerMemory,
  key: string,
  { read, version }: { read: LogFactRead; version: LogFactRead | null },
  bounds: Bounds,
): NewEvent {
  const { sentence } = meaningOf(read.fact);
  return {
    key,
    serverId: server.serverId,
    kind: 'log',
    at: read.atMs,
    clock: read.clock,
    observedAt: bounds.now,
    sortAt: sortAtOf(server, read, bounds),
    from: null,
    to: read.fact.code,
    sentence: `${server.name}: ${sentence}`,
    evidence: [read, ...(version ? [version] : [])].map((line) => lineEvidence(server, line, bounds)),
  };
}

function stateEvent(
  server: ServerMemory,
  read: LogFactRead,
  { from, to }: { from: string; to: string },
  bounds: Bounds,
): StateEvent {
  return {
    key: `state:${server.serverId}:log:${read.place}`,
    serverId: server.serverId,
    kind: 'state',
    source: 'log',
    at: read.atMs,
    clock: read.clock,
    observedAt: bounds.now,
    sortAt: sortAtOf(server, read, bounds),
    from,
    to,
    sentence: `${server.name} moved from ${from} to ${to}.`,
    evidence: [lineEvidence(server, read, bounds)],
  };
}

/** A line without a time of its own has that of its reading. */
function sortAtOf(server: ServerMemory, { atMs, clock }: LogFactRead, bounds: Bounds): number {
  return clock === 'server' ? ourTimeOf(server, atMs, bounds) : atMs;
}

function lineEvidence(
  { name }: ServerMemory,
  { text }: LogFactRead,
  { now }: Bounds,
): NewEvent['evidence'][number] {
  return { server: name, source: 'log', text, observedAt: new Date(now).toISOString() };
}
