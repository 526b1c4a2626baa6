import type { Evidence, Verdict } from '../contracts/verdict.ts';
import { isContactErrorKind } from '../omapi/errors.ts';
import type { FailoverView, SourceHealth } from '../pair/facts.ts';
import { freshness } from '../pair/freshness.ts';
import type { Judgement } from '../pair/judgement.ts';
import { withoutSince } from '../pair/sentence.ts';
import { detectTransition } from '../pair/transition.ts';
import { judge } from '../pair/verdict.ts';
import { UNREAD_AFTER_FAILURES } from '../pair/word.ts';
import { sourceBroke, sourceRecovered, stateEvent } from './events.ts';
import {
  factsOf,
  LONGEST_UNREST_MS,
  type PairMemory,
  type ServerMemory,
  type Unrest,
  untriedSource,
} from './memory.ts';
import type { PoolCounters, Reading } from './reading.ts';

export type NewEvent = {
  /** Writing the same key again changes nothing: what makes a restart harmless. */
  key: string;
  serverId: number | null;
  kind: 'state' | 'verdict' | 'source';
  at: number;
  clock: 'server' | 'pairwatch';
  observedAt: number;
  from: string | null;
  to: string;
  sentence: string;
  evidence: Evidence[];
};

/** All that one reading changes, to be written in one transaction. */
export type Changes = {
  serverId: number;
  health: SourceHealth;
  view: { view: FailoverView; raw: Record<string, unknown> } | null;
  span:
    | { open: { state: string; from: number; stosAt: number | null; lastSeenAt: number } }
    | { confirmedAt: number }
    | null;
  /** `whole` when every pool was read: only then may a pool that is missing be called gone. */
  pools: { counters: PoolCounters[]; whole: boolean; observedAt: number } | null;
  events: NewEvent[];
  judgement: { judgement: Judgement; since: number; checkedAt: number } | null;
  verdict: VerdictChange | null;
};

/** A new row of the verdict's history. `announced` when the verdict itself changed, not just its code. */
export type VerdictChange = {
  verdict: Verdict;
  code: string;
  from: number;
  previous: Verdict | null;
  announced: boolean;
};

/** Takes one reading in: what to remember from now on and what to write. Pure. */
export function advance(memory: PairMemory, reading: Reading): { memory: PairMemory; changes: Changes } {
  const before = memory.servers.find((server) => server.serverId === reading.serverId);
  if (!before) throw new Error(`reading of server ${reading.serverId}, which is not in pair ${memory.name}`);
  const step = advanceServer(before, reading);
  const servers = memory.servers.map((server) => (server === before ? step.server : server));
  const unrest = advanceUnrest(memory, servers, step, reading);
  const judged = advanceVerdict({ ...memory, servers, unrest }, reading);
  return {
    memory: judged.memory,
    changes: {
      ...step.changes,
      events: [...step.changes.events, ...judged.events],
      judgement: judged.judgement,
      verdict: judged.verdict,
    },
  };
}

function advanceUnrest(
  memory: PairMemory,
  servers: ServerMemory[],
  { server, changes }: ServerStep,
  reading: Reading,
): Unrest | null {
  const now = reading.finishedAt;
  const moved = changes.span !== null && 'open' in changes.span && memory.verdict !== null;
  const lost = reading.kind === 'omapi' && server.sources.omapi?.consecutiveFailures === 1;
  const before = memory.unrest;
  // By its distance: a clock set back meanwhile must not make it last.
  if (before && Math.abs(now - before.since) > LONGEST_UNREST_MS) return null;
  if (moved || lost) return { since: before?.since ?? now, latestAt: now };
  if (before === null) return null;
  const { latestAt } = before;
  const bothAsked = servers.every(
    ({ sources: { omapi } }) => omapi && (omapi.failure || attemptAt(omapi) > latestAt),
  );
  return bothAsked ? null : before;
}

const attemptAt = (health: SourceHealth): number => health.lastAttemptAt ?? 0;

type ServerStep = {
  server: ServerMemory;
  changes: Omit<Changes, 'judgement' | 'verdict'>;
};

function advanceServer(server: ServerMemory, reading: Reading): ServerStep {
  const healthBefore = server.sources[reading.kind] ?? untriedSource(reading.kind, reading.intervalMs);
  const health = advanceHealth(healthBefore, reading);
  const next: ServerMemory = { ...server, sources: { ...server.sources, [reading.kind]: health } };
  const changes: ServerStep['changes'] = {
    serverId: server.serverId,
    health,
    view: null,
    span: null,
    pools: null,
    events: sourceEvents(server, healthBefore, health, reading),
  };
  if (reading.kind === 'omapi') {
    next.settled ||= reading.outcome.ok || health.consecutiveFailures >= UNREAD_AFTER_FAILURES;
    if (reading.outcome.ok) takeView(next, changes, reading.outcome.value.view, reading.outcome.value.raw);
  }
  if (reading.kind === 'pools') {
    const counters = reading.outcome.ok ? reading.outcome.value : reading.outcome.partial;
    if (counters) changes.pools = { counters, whole: reading.outcome.ok, observedAt: reading.finishedAt };
  }
  return { server: next, changes };
}

function advanceHealth(before: SourceHealth, reading: Reading): SourceHealth {
  const { outcome, attemptAt, finishedAt, intervalMs } = reading;
  const base = { kind: reading.kind, intervalMs, lastAttemptAt: attemptAt };
  if (outcome.ok) {
    const roundTripMs = 'roundTripMs' in outcome.value ? outcome.value.roundTripMs : finishedAt - attemptAt;
    return {
      ...base,
      lastSuccessAt: finishedAt,
      failingSince: null,
      consecutiveFailures: 0,
      failure: null,
      roundTripMs,
    };
  }
  return {
    ...base,
    lastSuccessAt: before.lastSuccessAt,
    failingSince: before.failingSince ?? attemptAt,
    consecutiveFailures: before.consecutiveFailures + 1,
    failure: outcome.failure,
    roundTripMs: before.roundTripMs,
  };
}

/** A view replaces the former one, and either confirms the open span or begins a new one. */
function takeView(
  server: ServerMemory,
  changes: ServerStep['changes'],
  view: FailoverView,
  raw: Record<string, unknown>,
): void {
  changes.view = { view, raw };
  const transition = detectTransition({ open: server.openSpan, view });
  server.view = view;
  if (!transition) {
    changes.span = { confirmedAt: view.observedAt };
    if (server.openSpan) server.openSpan = { ...server.openSpan, lastSeenAt: view.observedAt };
    return;
  }
  const open = {
    state: transition.to,
    from: transition.spanFrom,
    stosAt: view.localStosAt,
    lastSeenAt: view.observedAt,
  };
  changes.span = { open };
  changes.events.push(stateEvent(server, transition, view));
  server.openSpan = open;
}

function sourceEvents(
  server: ServerMemory,
  before: SourceHealth,
  after: SourceHealth,
  reading: Reading,
): NewEvent[] {
  if (!isBroken(before) && isBroken(after)) return [sourceBroke(server, after, reading.finishedAt)];
  if (isBroken(before) && after.failure === null)
    return [sourceRecovered(server, before, reading.finishedAt)];
  return [];
}

/**
 * Whether a source failed often enough to tell it. Pool counters come over the OMAPI connection: when nobody answers
 * there, the OMAPI source tells it.
 */
function isBroken({ kind, failure, consecutiveFailures }: SourceHealth): boolean {
  if (failure === null || consecutiveFailures < UNREAD_AFTER_FAILURES) return false;
  return !(kind === 'pools' && isContactErrorKind(failure.kind));
}

/** Between two judgements that follow each other like this nobody watched. */
const UNWATCHED_AFTER_MS = 60_000;

type VerdictStep = {
  memory: PairMemory;
  events: NewEvent[];
  judgement: Changes['judgement'];
  verdict: VerdictChange | null;
};

function advanceVerdict(memory: PairMemory, reading: Reading): VerdictStep {
  const now = reading.finishedAt;
  if (memory.unrest || !memory.servers.every((server) => isKnown(server, now))) {
    return { memory, events: [], judgement: null, verdict: null };
  }
  const judgement = judge(factsOf(memory, reading.intervalMs), now);
  const open = memory.verdict;
  const judged = { ...memory, judgedAt: now };
  // What the pages say is since when the facts hold, even when a blind spell lies between: the span of this verdict
  // begins where the former one ended.
  const sinceBy = (from: number) => Math.min(judgement.sinceAt ?? from, now);
  const same = open?.verdict === judgement.verdict && open.code === judgement.code;
  if (same && !beganUnwatched(memory, judgement, now)) {
    return {
      memory: judged,
      events: [],
      judgement: { judgement, since: sinceBy(open.from), checkedAt: now },
      verdict: null,
    };
  }
  // The facts may prove an earlier begin than the poll that found out, but never one before the former judgement's.
  const from = Math.min(Math.max(judgement.sinceAt ?? now, open?.from ?? 0), now);
  const announced = open?.verdict !== judgement.verdict;
  return {
    memory: { ...judged, verdict: { verdict: judgement.verdict, code: judgement.code, from } },
    events: announced ? [verdictEvent(memory, judgement, open?.verdict ?? null, from, now)] : [],
    judgement: { judgement, since: sinceBy(from), checkedAt: now },
    verdict: {
      verdict: judgement.verdict,
      code: judgement.code,
      from,
      previous: open?.verdict ?? null,
      announced,
    },
  };
}

/**
 * Whether the same judgement began anew while nobody watched: the pair broke and was well again, so to say `healthy`
 * since the former begin would be untrue.
 */
function beganUnwatched({ judgedAt }: PairMemory, { sinceAt }: Judgement, now: number): boolean {
  return judgedAt !== null && now - judgedAt > UNWATCHED_AFTER_MS && sinceAt !== null && sinceAt > judgedAt;
}

/**
 * Whether this run asked the server of late. When it did not, because this machine or this process stood still or its
 * clock was set, the server's word is old by our own doing, and nothing follows from that: it is asked first.
 */
function isKnown({ settled, sources: { omapi } }: ServerMemory, now: number): boolean {
  return settled && omapi !== undefined && freshness(omapi.lastAttemptAt, omapi.intervalMs, now) === 'fresh';
}

function verdictEvent(
  memory: PairMemory,
  judgement: Judgement,
  previous: Verdict | null,
  from: number,
  now: number,
): NewEvent {
  return {
    key: `verdict:${memory.pairId}:${now}:${judgement.verdict}`,
    serverId: null,
    kind: 'verdict',
    at: from,
    clock: 'pairwatch',
    observedAt: now,
    from: previous,
    to: judgement.verdict,
    sentence: withoutSince(judgement.sentenceTemplate, now),
    evidence: judgement.evidence,
  };
}
