import { expect, test } from 'vitest';
import type { RangeCounts } from '../../contracts/lease-counts.ts';
import type { ServerRole } from '../../pair/facts.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import type { PoolCounters } from '../reading.ts';
import { pairInNormal, START } from '../testing/files-memory.ts';
import { poolFactsOf } from './pool-facts.ts';

const KEY = 'office/10.66.1.1';
const RANGE = { low: '10.66.1.1', high: '10.66.1.100' };

const counters = (free: number, spoiled: Partial<PoolCounters> = {}): PoolCounters => ({
  key: KEY,
  sharedNetwork: 'office',
  peerName: 'pair',
  ranges: [RANGE],
  addressCount: 100,
  leaseCount: 100,
  freeLeases: free,
  backupLeases: 40,
  ...spoiled,
});

const inFile = (free: number, spoiled: Partial<RangeCounts> = {}): RangeCounts => ({
  ...{ sharedNetwork: 'office', subnet: '10.66.0.0/16', pool: KEY, peer: 'pair', ...RANGE },
  ...{ size: 100, active: 5, ended: 0, free, backup: 40, expired: 4, released: 3, abandoned: 2 },
  ...{ reset: 0, reserved: 0 },
  ...spoiled,
});

type Told = { counted?: { at: number; pools: PoolCounters[] }; file?: { at: number; ranges: RangeCounts[] } };

function pairOf(told: Partial<Record<ServerRole, Told>>): PairMemory {
  const memory = pairInNormal();
  const servers = memory.servers.map((server): ServerMemory => {
    const { counted, file } = told[server.role] ?? {};
    const nothingElse = { outside: { count: 0, sample: [] }, problems: { count: 0, list: [] } };
    return {
      ...server,
      counters: counted ?? null,
      leaseCounts: file ? [{ at: file.at, counts: { ranges: file.ranges, ...nothingElse } }] : [],
    };
  });
  return { ...memory, servers };
}

test('each server tells its own side of a pool', () => {
  const pools = poolFactsOf(
    pairOf({
      primary: { counted: { at: START, pools: [counters(50)] } },
      secondary: { file: { at: START, ranges: [inFile(46)] } },
    }),
  );
  expect(pools).toEqual([
    {
      key: KEY,
      sharedNetwork: 'office',
      title: 'office 10.66.1.1–10.66.1.100',
      size: 100,
      primary: {
        ...{ at: START, source: 'omapi', free: 50, backup: 40 },
        ...{ active: null, expired: null, released: null, abandoned: null },
      },
      secondary: {
        ...{ at: START, source: 'leases', free: 46, backup: 40 },
        ...{ active: 5, expired: 4, released: 3, abandoned: 2 },
      },
    },
  ]);
});

test.each([
  ['completed by its file', 10_000, { source: 'omapi', free: 50, active: 5 }],
  ['overruled by its file', 60_000, { source: 'leases', free: 46, active: 5 }],
])('what dhcpd counted is %s when that was read %i ms later', (_, laterMs, expected) => {
  const [pool] = poolFactsOf(
    pairOf({
      primary: {
        counted: { at: START, pools: [counters(50)] },
        file: { at: START + laterMs, ranges: [inFile(46)] },
      },
    }),
  );
  expect(pool).toMatchObject({ primary: expected, secondary: null });
});

test('a pool that dhcpd made of several ranges is counted as one', () => {
  const other = { low: '10.66.2.1', high: '10.66.2.100' };
  const merged = counters(90, { ranges: [RANGE, other], addressCount: 200, leaseCount: 200 });
  const [pool, ...others] = poolFactsOf(
    pairOf({
      primary: {
        counted: { at: START, pools: [merged] },
        file: {
          at: START + 60_000,
          ranges: [inFile(46), inFile(30, { ...other, pool: 'office/10.66.2.1' })],
        },
      },
    }),
  );
  expect(others).toEqual([]);
  expect(pool).toMatchObject({
    title: 'office 10.66.1.1–10.66.1.100 and 1 more',
    size: 200,
    primary: { source: 'leases', free: 76 },
  });
});

test('pools outside failover, or with another partner, are none of the pair', () => {
  const elsewhere = { at: START, ranges: [inFile(46, { peer: 'other' })] };
  expect(poolFactsOf(pairOf({ primary: { file: elsewhere } }))).toEqual([]);
  const counted = { at: START, pools: [counters(50, { peerName: null })] };
  const file = { at: START, ranges: [inFile(46, { peer: null })] };
  expect(poolFactsOf(pairOf({ primary: { counted, file } }))).toEqual([]);
});
