import { expect, it } from 'vitest';
import type { ChartSeries } from './chart.ts';
import { plotPoints, stackRows } from './plot-rows.ts';

const line = (points: ChartSeries['points']): Pick<ChartSeries, 'kind' | 'points'> => ({
  kind: 'line',
  points,
});
const drawn = (points: ChartSeries['points'], stepMs: number) =>
  plotPoints(line(points), stepMs).map(({ at, value }) => [at, value]);

it('has each run reach to the end of its last stretch', () => {
  const points = [
    { at: 0, value: 1 },
    { at: 10, value: 2 },
    { at: 20, value: null },
    { at: 30, value: 3 },
  ];
  expect(drawn(points, 10)).toEqual([
    [0, 1],
    [10, 2],
    [19, 2],
    [20, null],
    [30, 3],
    [39, 3],
  ]);
});

it('leaves a gap where points are missing, also untold', () => {
  expect(
    drawn(
      [
        { at: 0, value: 1 },
        { at: 30, value: 2 },
      ],
      10,
    ),
  ).toEqual([
    [0, 1],
    [9, 1],
    [10, null],
    [30, 2],
    [39, 2],
  ]);
});

it('knows a reading with none beside it', () => {
  const points = [
    { at: 0, value: 1 },
    { at: 1, value: 1 },
    { at: 2, value: null },
    { at: 3, value: 1 },
  ];
  expect(plotPoints(line(points), 0).map(({ alone }) => alone)).toEqual([false, false, false, true]);
});

it('draws of a band only what lies between', () => {
  const points = [
    { at: 0, value: 5, low: 1, high: 9 },
    { at: 1, value: 5 },
  ];
  expect(plotPoints({ kind: 'band', points }, 0).map(({ value, band }) => [value, band])).toEqual([
    [null, [1, 9]],
    [null, null],
  ]);
});

it('puts stacked series side by side, with a gap in all where one of them is not known', () => {
  const series = (key: string, value: number | null): ChartSeries => ({
    key,
    name: key,
    look: 'ink',
    kind: 'area',
    points: [
      { at: 0, value: 1 },
      { at: 10, value },
    ],
  });
  expect(stackRows([series('used', 2), series('free', null)], 10)).toEqual([
    { at: 0, used: 1, free: 1 },
    { at: 9, used: 1, free: 1 },
    { at: 10, used: null, free: null },
  ]);
});
