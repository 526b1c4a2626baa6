import { expect, it } from 'vitest';
import type { PoolHistoryDto } from '../contracts/history.ts';
import { poolUseSchema } from '../contracts/pool-use.ts';
import { poolUse } from './pool-use.ts';

type Series = PoolHistoryDto['series'][number];
type Points = Series['points'];

const AT = '2025-11-21T10:42:00.000Z';
const figure = (avg: number, min = avg, max = avg) => ({ min, max, avg, last: avg });
const read = (values: Points[number]['values'], at = AT) => ({ at, count: 3, expected: 3, values });

const history = (...series: Partial<Series>[]): Omit<PoolHistoryDto, 'now'> => ({
  pool: { id: 1, key: 'office', sharedNetwork: 'office', peer: 'pair', addressCount: 100 },
  from: '2025-11-21T10:42:30.000Z',
  to: '2025-11-21T10:50:00.000Z',
  tier: 'raw',
  stepMs: 60_000,
  series: series.map((changes) => ({
    server: 'dhcp-a',
    source: 'omapi',
    figures: ['leaseCount', 'freeLeases', 'backupLeases'],
    points: [],
    ...changes,
  })),
});

it('tells what is used and free in each step, a gap as a gap, with the least and the most that were free', () => {
  const points = [
    read({ leaseCount: figure(100), freeLeases: figure(30.04, 20, 40), backupLeases: figure(28) }),
    { ...read(null, '2025-11-21T10:43:00.000Z'), count: 0 },
  ];
  const use = poolUse(history({ points }));
  expect(use).toMatchObject({ firstAt: AT, stepMs: 60_000 });
  expect(use.series).toEqual([
    {
      server: 'dhcp-a',
      source: 'omapi',
      used: [42, null],
      backup: { avg: [28, null], min: [28, null], max: [28, null] },
      free: { avg: [30, null], min: [20, null], max: [40, null] },
    },
  ]);
  expect(poolUseSchema.omit({ now: true }).parse(use)).toEqual(use);
});

it('counts as used in a lease file whatever is neither free nor backup, and never less than nothing', () => {
  const ofFile = (size: number) => ({
    size: figure(size),
    active: figure(1),
    free: figure(60),
    backup: figure(30),
  });
  const points = [read(ofFile(100)), read(ofFile(80))];
  expect(poolUse(history({ source: 'leases', points })).series[0]?.used).toEqual([10, 0]);
});

it('does not know what is used where a figure is missing', () => {
  const points = [read({ leaseCount: figure(100), freeLeases: figure(30) })];
  expect(poolUse(history({ points })).series[0]).toMatchObject({
    used: [null],
    free: { avg: [30] },
    backup: { avg: [null] },
  });
});

it('begins where the first series does that has a point, or with the time asked for', () => {
  expect(poolUse(history({}, { points: [read(null)] })).firstAt).toBe(AT);
  expect(poolUse(history({})).firstAt).toBe('2025-11-21T10:42:30.000Z');
});
