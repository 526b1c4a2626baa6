import { isContactErrorKind } from '../omapi/errors.ts';
import type { ClockReading } from '../pair/clocks/facts.ts';
import type { FailoverView, SourceHealth } from '../pair/facts.ts';
import type { ConfigTest } from '../pair/parity/refusal.ts';
import { detectTransition } from '../pair/transition.ts';
import { UNREAD_AFTER_FAILURES } from '../pair/word.ts';
import { takeLeases } from './advance-leases.ts';
import { takeLog } from './advance-log.ts';
import type { Changes, NewEvent } from './changes.ts';
import { sourceBroke, sourceRecovered, stateEvent } from './events.ts';
import { type ServerMemory, untriedSource } from './memory.ts';
import type { Reading } from './reading.ts';

/** What one reading changes at its own server. */
export type ServerStep = {
  server: ServerMemory;
  changes: Omit<
    Changes,
    'judgement' | 'verdict' | 'findings' | 'truth' | 'clockSamples' | 'review' | 'alertsDueAt'
  >;
};

/** Takes a reading in at the server it is of: health, state, pools, leases, log. Pure. */
export function advanceServer(server: ServerMemory, reading: Reading): ServerStep {
  const healthBefore = server.sources[reading.kind] ?? untriedSource(reading.kind, reading.intervalMs);
  const health = advanceHealth(healthBefore, reading);
  const next: ServerMemory = { ...server, sources: { ...server.sources, [reading.kind]: health } };
  const changes: ServerStep['changes'] = {
    serverId: server.serverId,
    health,
    view: null,
    span: null,
    pastStays: [],
    pools: null,
    leaseFile: null,
    config: null,
    configTest: null,
    logPosition: null,
    events: sourceEvents(server, healthBefore, health, reading),
    repeats: [],
  };
  if (reading.kind === 'omapi') {
    next.settled ||= reading.outcome.ok || health.consecutiveFailures >= UNREAD_AFTER_FAILURES;
    if (reading.outcome.ok) takeView(next, changes, reading.outcome.value.view, reading.outcome.value.raw);
  }
  if (reading.kind === 'pools') {
    const counters = reading.outcome.ok ? reading.outcome.value : reading.outcome.partial;
    if (counters) {
      changes.pools = { counters, whole: reading.outcome.ok, observedAt: reading.finishedAt };
      next.counters = { pools: counters, at: reading.finishedAt };
    }
  }
  if (reading.kind === 'clock' && reading.outcome.ok)
    next.clockReadings = withReadings(server.clockReadings, reading.outcome.value.readings);
  if (reading.kind === 'config' && reading.outcome.ok) {
    const { config, hash, files } = reading.outcome.value;
    if (server.config?.hash !== hash) changes.config = { hash, files, readAt: reading.finishedAt };
    next.config = { config, hash, at: reading.finishedAt };
  }
  if (reading.kind === 'config') {
    const word = reading.outcome.ok ? reading.outcome.value : reading.outcome.partial;
    if (word) takeTest(next, changes, word.test);
  }
  if (reading.kind === 'leases' && reading.outcome.ok)
    takeLeases(next, changes, reading.outcome.value, {
      readBefore: askedWithSuccess(healthBefore),
      now: reading.finishedAt,
    });
  if (reading.kind === 'log' && reading.outcome.ok)
    takeLog(next, changes, reading.outcome.value, {
      readBefore: askedWithSuccess(healthBefore),
      now: reading.finishedAt,
    });
  return { server: next, changes };
}

/** What comes to be known now happened after this: how long a reading took to be had and stored says nothing of what it missed. */
function askedWithSuccess({ failure, lastAttemptAt, lastSuccessAt }: SourceHealth): number | null {
  return failure === null ? lastAttemptAt : lastSuccessAt;
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

function takeTest(server: ServerMemory, changes: ServerStep['changes'], test: ConfigTest | null): void {
  if (test && server.configTest?.latest?.at !== test.at) changes.configTest = test;
  server.configTest = { latest: test };
  server.dhcpdVersion = test?.version ?? server.dhcpdVersion;
}

/** The latest of each way. */
function withReadings(former: readonly ClockReading[], read: readonly ClockReading[]): ClockReading[] {
  return [...former.filter(({ method }) => !read.some((each) => each.method === method)), ...read];
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
