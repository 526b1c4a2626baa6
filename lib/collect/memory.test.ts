import { expect, test } from 'vitest';
import type { SourceHealth } from '../pair/facts.ts';
import { factsOf } from './memory.ts';
import { pairInNormal, START } from './testing/files-memory.ts';

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
    leaseFile: { watchedSince: START - 60_000, rewrittenAt: null, grownAt, offset: 100 },
  }));
  expect(factsOf({ ...memory, servers }, 2_000, START).primary.stillWrites).toBe(expected);
});
