import { expect, it } from 'vitest';
import { Fleet } from './fleet.ts';
import type { PairMemory } from './memory.ts';
import { pairInNormal, START } from './testing/files-memory.ts';

const SECOND_MS = 1_000;

/** A pair whose servers failed from then on, in that way; null for one that answers. */
function pair(pairId: number, ...lost: ({ since: number; kind: string } | null)[]): PairMemory {
  const memory = pairInNormal();
  const servers = memory.servers.map((server, index) => {
    const failure = lost[index];
    const omapi = {
      kind: 'omapi',
      intervalMs: 2 * SECOND_MS,
      lastAttemptAt: START,
      lastSuccessAt: START - 60 * SECOND_MS,
      failingSince: failure?.since ?? null,
      consecutiveFailures: failure ? 3 : 0,
      failure: failure ? { kind: failure.kind, message: 'It failed.' } : null,
      roundTripMs: 1,
    } as const;
    return { ...server, sources: { omapi } };
  });
  return { ...memory, pairId, servers };
}

const silent = (since: number, kind = 'timeout') => ({ since, kind });

function blindSince(...pairs: PairMemory[]) {
  const fleet = new Fleet([1, 2]);
  for (const each of pairs) fleet.tell(each, () => true);
  return fleet.blindSince();
}

it('is blind when all servers of all pairs fall silent within a poll', () => {
  const both = [silent(START), silent(START + SECOND_MS)];
  const later = [silent(START + SECOND_MS, 'unreachable'), silent(START + 3 * SECOND_MS, 'disconnected')];
  expect(blindSince(pair(1, ...both), pair(2, ...later))).toBe(START);
});

it.each([
  ['a server that answers', pair(2, silent(START), null)],
  ['a host that refuses', pair(2, silent(START), silent(START, 'refused'))],
  ['a server that wants another key', pair(2, silent(START), silent(START, 'secret-wrong'))],
])('is not blind beside %s', (_, other) => {
  expect(blindSince(pair(1, silent(START), silent(START)), other)).toBeNull();
});

it('is blind when the last that answered fall silent at once, whatever was down before', () => {
  const before = START - 60 * SECOND_MS;
  expect(blindSince(pair(1, silent(START), silent(before)), pair(2, silent(START), silent(before)))).toBe(
    START,
  );
  expect(
    blindSince(pair(1, silent(START), silent(before)), pair(2, silent(before), silent(before))),
  ).toBeNull();
});

it('is not blind before every pair was heard of', () => {
  expect(blindSince(pair(1, silent(START), silent(START)))).toBeNull();
});

it.each([
  ['by SSH: only the OMAPI ports are cut off', true, null],
  ['on this machine: that says nothing of the network', false, START],
])('files are read on %s', (_, isRemote, since) => {
  const fleet = new Fleet([1]);
  const lost = pair(1, silent(START), silent(START));
  const servers = lost.servers.map((server) => {
    const { omapi } = server.sources;
    if (!omapi) throw new Error('every server is asked by OMAPI');
    const leases = {
      ...omapi,
      kind: 'leases',
      lastSuccessAt: START + 10 * SECOND_MS,
      failingSince: null,
    } as const;
    return { ...server, sources: { omapi, leases: { ...leases, failure: null } } };
  });
  fleet.tell({ ...lost, servers }, () => isRemote);
  expect(fleet.blindSince()).toBe(since);
});

it('is whole while each pair tells something, answered or not', () => {
  const fleet = new Fleet([1, 2]);
  fleet.tell(pair(1, null, null), () => true);
  expect(fleet.isWhole(START)).toBe(false);
  fleet.tell(pair(2, silent(START), silent(START)), () => true);
  expect(fleet.isWhole(START + 60 * SECOND_MS)).toBe(true);
  expect(fleet.isWhole(START + 61 * SECOND_MS)).toBe(false);
});
