import { expect, it } from 'vitest';
import type { ChartSeries } from './chart.ts';
import { valueAxis } from './value-axis.ts';

const series = (values: (number | null)[], kind: ChartSeries['kind'] = 'line', key = 'a'): ChartSeries => ({
  key,
  name: key,
  look: 'ink',
  kind,
  points: values.map((value, at) => ({ at, value })),
});
const HEIGHT = 400;
const plain = { stacked: false, domain: {}, scale: 'linear' } as const;

it('reaches over all values on round numbers', () => {
  expect(valueAxis({ ...plain, series: [series([3, 47, null])] }, HEIGHT)).toEqual({
    min: 0,
    max: 50,
    ticks: [0, 10, 20, 30, 40, 50],
  });
  expect(valueAxis({ ...plain, series: [series([-0.02, 0.01])] }, HEIGHT).ticks).toEqual([
    -0.02, -0.01, 0, 0.01,
  ]);
});

it('adds up what is stacked, and reaches at least as far as it is told', () => {
  const areas = [series([10, 90], 'area'), series([20, 60], 'area', 'b')];
  expect(valueAxis({ ...plain, series: areas, stacked: true }, HEIGHT)).toMatchObject({ min: 0, max: 150 });
  expect(valueAxis({ ...plain, series: areas, domain: { min: 0, max: 120 } }, HEIGHT)).toEqual({
    min: 0,
    max: 120,
    ticks: [0, 50, 100],
  });
  expect(valueAxis({ ...plain, series: areas, domain: { max: 70 } }, HEIGHT).max).toBe(100);
});

it('counts the least and the most of points', () => {
  const points = [{ at: 0, value: 5, low: 1, high: 99 }];
  expect(valueAxis({ ...plain, series: [{ ...series([]), points }] }, HEIGHT)).toMatchObject({
    min: 0,
    max: 100,
  });
});

it('has powers of ten on both sides of zero', () => {
  expect(valueAxis({ ...plain, scale: 'symlog', series: [series([-20, 4_000])] }, HEIGHT)).toEqual({
    min: -100,
    max: 10_000,
    ticks: [-100, -1, 0, 1, 100, 10_000],
  });
});

it('has no tick upon another where small and great values stand beside each other', () => {
  const wide = { ...plain, scale: 'symlog', series: [series([-9_000, 9_000])] } as const;
  expect(valueAxis(wide, 160).ticks).toEqual([-10_000, -100, 0, 100, 10_000]);
  expect(valueAxis(wide, 600).ticks).toEqual([-10_000, -100, -1, 0, 1, 100, 10_000]);
  expect(valueAxis(wide, 40).ticks).toEqual([-10_000, 0, 10_000]);
});

it('has a place for one value, and for none', () => {
  expect(valueAxis({ ...plain, series: [series([7])] }, HEIGHT).ticks.length).toBeGreaterThan(1);
  expect(valueAxis({ ...plain, series: [] }, HEIGHT)).toEqual({ min: 0, max: 1, ticks: [0, 1] });
});
