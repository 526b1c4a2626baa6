import { expect, it } from 'vitest';
import type { RangeCounts } from '../contracts/lease-counts.ts';
import { countsByPool, sumByPool } from './lease-pools.ts';

function range(low: number, high: number, changes: Partial<RangeCounts> = {}): RangeCounts {
  const size = high - low + 1;
  const none = {
    active: 0,
    ended: 0,
    backup: 0,
    expired: 0,
    released: 0,
    abandoned: 0,
    reset: 0,
    reserved: 0,
  };
  return {
    ...none,
    size,
    free: size,
    sharedNetwork: 'lan',
    subnet: '10.0.0.0/24',
    pool: `lan/10.0.0.${low}`,
    peer: 'pair',
    low: `10.0.0.${low}`,
    high: `10.0.0.${high}`,
    ...changes,
  };
}

it('sums the ranges of a pool of dhcpd.conf', () => {
  const counted = countsByPool(
    [range(1, 10), range(21, 30, { pool: 'lan/10.0.0.1', active: 4, free: 6 })],
    [],
  );
  expect(counted).toMatchObject([
    {
      pool: {
        key: 'lan/10.0.0.1',
        addressCount: 20,
        ranges: [
          { low: '10.0.0.1', high: '10.0.0.10' },
          { low: '10.0.0.21', high: '10.0.0.30' },
        ],
      },
      counts: { size: 20, active: 4, free: 16 },
    },
  ]);
});

it('puts pools together that dhcpd merged, whichever row of before knows a part of them', () => {
  const part = {
    key: 'lan/10.0.0.21',
    sharedNetwork: 'lan',
    peerName: 'pair',
    ranges: [{ low: '10.0.0.21', high: '10.0.0.30' }],
    addressCount: 10,
  };
  const merged = {
    ...part,
    key: 'lan/10.0.0.1',
    ranges: [{ low: '10.0.0.1', high: '10.0.0.10' }, ...part.ranges],
    addressCount: 20,
  };
  const counted = countsByPool([range(1, 10), range(21, 30)], [part, merged]);
  expect(counted).toMatchObject([{ pool: merged, counts: { size: 20 } }]);
});

it('sums what is told of ranges by the pools that their counts are filed under', () => {
  const merged = {
    key: 'lan/10.0.0.1',
    sharedNetwork: 'lan',
    peerName: 'pair',
    ranges: [
      { low: '10.0.0.1', high: '10.0.0.10' },
      { low: '10.0.0.21', high: '10.0.0.30' },
    ],
    addressCount: 20,
  };
  const told = [
    { low: '10.0.0.1', count: 2 },
    { low: '10.0.0.21', count: 3 },
    { low: '10.0.0.41', count: 4 },
    { low: '10.0.0.61', count: 5 },
  ];
  const ranges = [range(1, 10), range(21, 30), range(41, 50), range(61, 70, { pool: null })];
  expect([...sumByPool(told, ranges, [merged])]).toEqual([
    ['lan/10.0.0.1', 5],
    ['lan/10.0.0.41', 4],
    ['lan/10.0.0.61', 5],
  ]);
});
