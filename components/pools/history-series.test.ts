import { expect, it } from 'vitest';
import type { PoolUseDto } from '../../lib/contracts/pool-use.ts';
import { chooseSeries } from './choose-series.ts';
import { ownFreeSeries, stackedUse } from './history-series.ts';

type Series = PoolUseDto['series'][number];

const AT = Date.parse('2025-11-21T10:42:00.000Z');
const STEPS = { firstAt: new Date(AT).toISOString(), stepMs: 60_000 };
const even = (...values: (number | null)[]) => ({ avg: values, min: values, max: values });
const series = (changes: Partial<Series> = {}): Series => ({
  server: 'dhcp-a',
  source: 'omapi',
  used: [42, null],
  backup: even(28, null),
  free: { avg: [30, null], min: [20, null], max: [40, null] },
  ...changes,
});

it('stacks used, backup and free, each value a step after the other, with a gap as a gap', () => {
  expect(stackedUse(series(), STEPS).map(({ key, points }) => [key, points])).toEqual([
    [
      'used',
      [
        { at: AT, value: 42 },
        { at: AT + 60_000, value: null },
      ],
    ],
    [
      'backup',
      [
        { at: AT, value: 28 },
        { at: AT + 60_000, value: null },
      ],
    ],
    [
      'free',
      [
        { at: AT, value: 30 },
        { at: AT + 60_000, value: null },
      ],
    ],
  ]);
});

it('takes the primary’s share from the primary and the secondary’s from the secondary, with least and most', () => {
  const servers = [
    { name: 'dhcp-a', role: 'primary' },
    { name: 'dhcp-b', role: 'secondary' },
    { name: 'dhcp-c', role: 'secondary' },
  ] as const;
  const both = { ...STEPS, series: [series(), series({ server: 'dhcp-b' })] };
  const own = ownFreeSeries(both, 'omapi', servers);
  expect(own.map(({ name, look, points }) => [name, look, points])).toEqual([
    [
      'dhcp-a',
      'server-a',
      [
        { at: AT, value: 30, low: 20, high: 40 },
        { at: AT + 60_000, value: null },
      ],
    ],
    [
      'dhcp-b',
      'server-b',
      [
        { at: AT, value: 28 },
        { at: AT + 60_000, value: null },
      ],
    ],
  ]);
  expect(ownFreeSeries({ ...STEPS, series: [series()] }, 'leases', servers)).toEqual([]);
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
