import { expect, test } from 'vitest';
import type { SourceHealth } from '../pair/facts.ts';
import { factsOf, type PairMemory, recalled } from './memory.ts';
import { HOUR_MS, pairInNormal, START } from './testing/files-memory.ts';

const health = (kind: SourceHealth['kind'], failingSince: number | null): SourceHealth => ({
  ...{ kind, intervalMs: 2_000, lastAttemptAt: START, lastSuccessAt: START, failingSince },
  ...{ consecutiveFailures: 0, failure: null, roundTripMs: null },
});

test.each([
  ['while OMAPI answers', null, START, false],
  ['from before OMAPI was lost', START - 10_000, START - 20_000, false],
  ['read within a poll or two after that', START - 10_000, START - 7_000, false],
  ['that goes on', START - 10_000, START - 1_000, true],
  ['never seen', START - 10_000, null, false],
])('growth of a lease file %s: dhcpd still writes', (_, failingSince, grownAt, expected) => {
  const memory = pairInNormal();
  const servers = memory.servers.map((server) => ({
    ...server,
    sources: { omapi: health('omapi', failingSince), leases: health('leases', null) },
    leaseFile: {
      path: '/dhcpd.leases',
      watchedSince: START - 60_000,
      rewrittenAt: null,
      grownAt,
      offset: 100,
    },
  }));
  expect(factsOf({ ...memory, servers }, 2_000, START).primary.stillWrites).toBe(expected);
});

const SECOND_MS = 1000;
const REFUSAL = 'Failover CONNECT from pair: time offset too large';

/** Two servers that can't hear each other, each for so many seconds; the log of the secondary told a refusal at START. */
function apart(primarySeconds: number, secondarySeconds: number, now: number): PairMemory {
  const memory = pairInNormal();
  const servers = memory.servers.map((server) => {
    const seconds = server.role === 'primary' ? primarySeconds : secondarySeconds;
    const from = now - seconds * SECOND_MS;
    return {
      ...server,
      openSpan: { state: 'communications-interrupted', from, lastSeenAt: now, stosAt: null },
      clockRefusal: server.role === 'secondary' ? { text: REFUSAL, at: START } : null,
    };
  });
  return { ...memory, servers };
}

test.each<
  [what: string, secondsAfter: number, primarySeconds: number, secondarySeconds: number, told: boolean]
>([
  ['while both are apart', 5, 20, 10, true],
  ['while one was restarted since', 5, 20, 3, true],
  ['when it was not repeated for long', 61, 90, 80, false],
  ['when both were connected since', 30, 10, 12, false],
])('a refusal for the clocks: %s', (_, secondsAfter, primarySeconds, secondarySeconds, told) => {
  const now = START + secondsAfter * SECOND_MS;
  const { clockRefusal } = factsOf(apart(primarySeconds, secondarySeconds, now), 2_000, now);
  expect(clockRefusal).toEqual(told ? { server: 'dhcp-b', text: REFUSAL, at: START } : null);
});

test('a pair of which nothing is known yet was refused all the same', () => {
  const memory = apart(0, 0, START + HOUR_MS);
  const servers = memory.servers.map((server) => ({ ...server, openSpan: null }));
  expect(factsOf({ ...memory, servers }, 2_000, START).clockRefusal).toMatchObject({ text: REFUSAL });
});

test('what was read stays known when the database is asked what it holds', () => {
  const stored = pairInNormal();
  const ages = [
    { state: 'active', underHour: 1, underDay: 0, underWeek: 0, underMonth: 0, older: 0 },
  ] as const;
  const skews = [{ at: START, skewMs: 1, uncertaintyMs: 1 }];
  const before: PairMemory = {
    ...stored,
    verdict: { verdict: 'healthy', code: 'both-normal', from: START },
    servers: stored.servers.map((server) => ({ ...server, settled: true, ages: [...ages] })),
    truth: { ...stored.truth, at: START, skews, readiness: { word: 'ready', from: START } },
  };
  const memory = recalled(before, stored);
  expect(memory).toMatchObject({ verdict: null, truth: { at: START, skews, readiness: null } });
  expect(memory.servers.map(({ ages: known, settled }) => [known, settled])).toEqual([
    [ages, false],
    [ages, false],
  ]);
});
