import { expect, it } from 'vitest';
import type { PoolHistoryDto } from '../../lib/contracts/history.ts';
import { chooseSeries } from './choose-series.ts';
import { ownFreeSeries, stackedUse } from './history-series.ts';

type Series = PoolHistoryDto['series'][number];

const AT = '2025-11-21T10:42:00.000Z';
const figure = (avg: number, min = avg, max = avg) => ({ min, max, avg, last: avg });
const series = (changes: Partial<Series> = {}): Series => ({
  server: 'dhcp-a',
  source: 'omapi',
  figures: ['leaseCount', 'freeLeases', 'backupLeases'],
  points: [
    {
      at: AT,
      count: 3,
      expected: 3,
      values: { leaseCount: figure(100), freeLeases: figure(30.04, 20, 40), backupLeases: figure(28) },
    },
    { at: '2025-11-21T10:43:00.000Z', count: 0, expected: 3, values: null },
  ],
  ...changes,
});

it('stacks used, backup and free, with a gap as a gap', () => {
  const stack = stackedUse(series());
  expect(stack.map(({ key, points }) => [key, points.map(({ value }) => value)])).toEqual([
    ['used', [42, null]],
    ['backup', [28, null]],
    ['free', [30, null]],
  ]);
  expect(stack[0]?.points[0]?.at).toBe(Date.parse(AT));
});

it('counts as used in a lease file whatever is neither free nor backup', () => {
  const values = { size: figure(100), active: figure(1), free: figure(60), backup: figure(30) };
  const points = [{ at: AT, count: 1, expected: 1, values }];
  expect(stackedUse(series({ source: 'leases', points }))[0]?.points).toEqual([
    { at: Date.parse(AT), value: 10 },
  ]);
});

it('takes the primary’s share from the primary and the secondary’s from the secondary, with least and most', () => {
  const servers = [
    { name: 'dhcp-a', role: 'primary' },
    { name: 'dhcp-b', role: 'secondary' },
    { name: 'dhcp-c', role: 'secondary' },
  ] as const;
  const own = ownFreeSeries([series(), series({ server: 'dhcp-b' })], 'omapi', servers);
  expect(own.map(({ name, look, points }) => [name, look, points[0]])).toEqual([
    ['dhcp-a', 'server-a', { at: Date.parse(AT), value: 30, low: 20, high: 40 }],
    ['dhcp-b', 'server-b', { at: Date.parse(AT), value: 28 }],
  ]);
  expect(own[0]?.points[1]).toMatchObject({ value: null });
  expect(ownFreeSeries([series()], 'leases', servers)).toEqual([]);
});

it('chooses the series that is meant, or the nearest to it', () => {
  const all = [series(), series({ source: 'leases' }), series({ server: 'dhcp-b', source: 'leases' })];
  const of = (server: string | null, source: string | null) => {
    const chosen = chooseSeries(all, { server, source });
    return chosen && `${chosen.server} ${chosen.source}`;
  };
  expect(of(null, null)).toBe('dhcp-a omapi');
  expect(of('dhcp-b', 'omapi')).toBe('dhcp-b leases');
  expect(of('dhcp-a', 'leases')).toBe('dhcp-a leases');
  expect(of('nobody', 'guess')).toBe('dhcp-a omapi');
  expect(chooseSeries([], { server: null, source: null })).toBeNull();
});
