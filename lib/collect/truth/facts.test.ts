import { expect, test } from 'vitest';
import { clocksOf } from '../../pair/clocks/clocks.ts';
import type { SourceHealth } from '../../pair/facts.ts';
import type { PoolFacts, PoolSide } from '../../pair/pool-facts.ts';
import { factsOf, type PairMemory } from '../memory.ts';
import { pairInNormal, START } from '../testing/files-memory.ts';
import { balanceFactsOf, clockFactsOf, forecastFactsOf, readinessFactsOf } from './facts.ts';

const MINUTE_MS = 60_000;
const NOW = START + 60 * MINUTE_MS;

const side = (at: number): PoolSide => ({
  ...{ at, source: 'omapi', free: 40, backup: 40 },
  ...{ active: null, expired: null, released: null, abandoned: null },
});

test('a forecast is made of no counts that are old', () => {
  const pool: PoolFacts = {
    ...{ key: 'office/10.0.0.1', title: 'office', sharedNetwork: 'office', size: 100 },
    ...{ primary: side(NOW - MINUTE_MS), secondary: side(NOW - 5_000) },
  };
  const { pools } = forecastFactsOf(pairInNormal(), { pools: [pool], readingIntervalMs: 10_000 }, NOW);
  expect(pools).toMatchObject([{ primary: null, secondary: { backup: 40 } }]);
});

const config = (lastSuccessAt: number): SourceHealth => ({
  ...{ kind: 'config', intervalMs: MINUTE_MS, lastAttemptAt: NOW, lastSuccessAt, failingSince: null },
  ...{ consecutiveFailures: 0, failure: null, roundTripMs: null },
});

/** Compared just now, for the sake of a server that was read just now. */
function reviewed(...readAt: [primary: number, secondary: number]): PairMemory {
  const memory = pairInNormal();
  return {
    ...memory,
    servers: memory.servers.map((server, index) => ({
      ...server,
      sources: { config: config(readAt[index] ?? 0) },
    })),
    truth: { ...memory.truth, review: { of: 'both', checkedAt: NOW, findings: [] } },
  };
}

test.each([
  ['both were read of late', NOW, NOW - MINUTE_MS, true],
  ['one of them was not', NOW, NOW - 10 * MINUTE_MS, false],
])('configurations are compared freshly when %s', (_, primary, secondary, isFresh) => {
  const memory = reviewed(primary, secondary);
  const judged = {
    pair: factsOf(memory, MINUTE_MS, NOW),
    clocks: clocksOf(clockFactsOf(memory, NOW), NOW),
    balance: [],
    forecasts: [],
  };
  const { config: compared } = readinessFactsOf(memory, judged, NOW);
  expect(compared?.isFresh).toBe(isFresh);
});

test.each([
  ['is read since then', NOW, START],
  ['can’t be read now', NOW - MINUTE_MS, null],
])('a log that %s is known that far', (_, lastSuccessAt, expected) => {
  const memory = pairInNormal();
  const log: SourceHealth = { ...config(lastSuccessAt), kind: 'log', intervalMs: 2_000 };
  const [primary, secondary] = memory.servers;
  if (!primary || !secondary) throw new Error('a pair has two servers');
  const servers = [{ ...primary, sources: { log }, logSince: START }, secondary];
  const pair = factsOf({ ...memory, servers }, 2_000, NOW);
  const { logSince } = balanceFactsOf({ ...memory, servers }, pair, [], NOW);
  expect(logSince).toEqual({ primary: expected, secondary: 0 });
});
