import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_POINTS } from '../contracts/history.ts';
import { chartGrid, downsample, intervalOf, type SeriesRows } from './downsample.ts';
import { rollUpSpans } from './rollup.ts';
import { INTERVAL_MS, type Reading, readings, spansOf } from './testing/readings.ts';

const FIVE_MINUTES_MS = 300_000;

const rawRows = (series: readonly Reading[]): SeriesRows => ({ tier: 'raw', rows: spansOf(series) });

function fiveMinuteRows(series: readonly Reading[]): Exclude<SeriesRows, { tier: 'raw' }> {
  const from = Math.floor((series[0]?.at ?? 0) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  const to = from + 1_000 * 10_000_000;
  return { tier: '5m', rows: rollUpSpans(spansOf(series), { from, to, stepMs: FIVE_MINUTES_MS, now: to }) };
}

const charts = fc.record({
  series: readings,
  width: fc.integer({ min: 10, max: 10_000 }),
  beforeMs: fc.integer({ min: 0, max: 100_000_000 }),
  afterMs: fc.integer({ min: 1, max: 100_000_000 }),
});

describe.each([
  ['raw', rawRows],
  ['5m', fiveMinuteRows],
])('downsample of %s', (_, rowsOf) => {
  const drawn = ({
    series,
    width,
    beforeMs,
    afterMs,
  }: {
    series: Reading[];
    width: number;
    beforeMs: number;
    afterMs: number;
  }) => {
    const rows = rowsOf(series);
    const from = (series[0]?.at ?? 0) - beforeMs;
    const to = (series.at(-1)?.at ?? 0) + afterMs;
    const now = to + 100_000_000;
    const grid = chartGrid({ from, to, width }, rows.tier, intervalOf(rows), now);
    return { from, to, grid, points: downsample(rows, grid) };
  };

  it('gives no more points than there is room for, one beside the other over the whole range', () => {
    fc.assert(
      fc.property(charts, (given) => {
        const { from, to, grid, points } = drawn(given);
        expect(points.length).toBeLessThanOrEqual(Math.min(given.width, MAX_POINTS));
        expect(points[0]?.at).toBe(Math.floor(from / grid.stepMs) * grid.stepMs);
        for (const [index, { at }] of points.entries()) expect(at).toBe(grid.from + index * grid.stepMs);
        expect((points.at(-1)?.at ?? 0) + grid.stepMs).toBeGreaterThanOrEqual(to);
      }),
    );
  });

  it('keeps every reading, the lowest, the highest and the last of each stretch, and what was not read a gap', () => {
    fc.assert(
      fc.property(charts, (given) => {
        const { grid, points } = drawn(given);
        for (const point of points) {
          const inside = given.series.filter(({ at }) => at >= point.at && at < point.at + grid.stepMs);
          // Where a step is shorter than a row, the row's readings count as even.
          if (rowsOf === rawRows && grid.stepMs % FIVE_MINUTES_MS !== 0) continue;
          const free = inside.map(({ values }) => values.free ?? Number.NaN);
          expect(point.count).toBe(inside.length);
          expect(point.values?.free ?? null).toEqual(
            free.length === 0
              ? null
              : {
                  min: Math.min(...free),
                  max: Math.max(...free),
                  avg: Math.round(100 * (free.reduce((a, b) => a + b, 0) / free.length)) / 100,
                  last: free.at(-1),
                },
          );
        }
      }),
    );
  });

  it('shows the extremes of the whole', () => {
    fc.assert(
      fc.property(charts, (given) => {
        const { points } = drawn(given);
        const free = given.series.map(({ values }) => values.free ?? Number.NaN);
        const lows = points.flatMap(({ values }) => values?.free?.min ?? []);
        const highs = points.flatMap(({ values }) => values?.free?.max ?? []);
        expect([Math.min(...lows), Math.max(...highs)]).toEqual([Math.min(...free), Math.max(...free)]);
        expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(free.length);
      }),
    );
  });
});

describe('downsample', () => {
  const START = Date.UTC(2025, 10, 21, 10, 0);
  const every = (count: number, fromMs = 0): Reading[] =>
    Array.from({ length: count }, (_, index) => ({
      at: START + fromMs + index * INTERVAL_MS,
      values: { free: index % 7 },
    }));

  function draw(series: Reading[], lengthMs: number, now = START + lengthMs) {
    const rows = rawRows(series);
    const range = { from: START, to: START + lengthMs, width: MAX_POINTS };
    const grid = chartGrid(range, 'raw', intervalOf(rows), now);
    return { stepMs: grid.stepMs, points: downsample(rows, grid) };
  }

  it('shows no gap where readings come a little late, however short the range', () => {
    const late = every(60).map((reading, index) => ({ ...reading, at: reading.at + index * 29 }));
    const { stepMs, points } = draw(late, 600_000);
    expect(stepMs).toBe(3 * INTERVAL_MS);
    expect(points.every(({ values }) => values !== null)).toBe(true);
  });

  it('shows a gap as points without values, with what was expected', () => {
    const { points } = draw([...every(12), ...every(12, 240_000)], 360_000);
    expect(points.map(({ count, expected, values }) => [count, expected, values === null])).toEqual([
      ...Array(4).fill([3, 3, false]),
      ...Array(4).fill([0, 3, true]),
      ...Array(4).fill([3, 3, false]),
    ]);
  });

  it('leaves out what is still to come, and calls no stretch a gap before it is over', () => {
    const series = every(7);
    expect(
      draw(series, 600_000, START + 65_000).points.map(({ count, expected }) => [count, expected]),
    ).toEqual([
      [3, 3],
      [3, 3],
      [1, 1],
    ]);
    expect(draw(series, 600_000, START + 95_000).points).toHaveLength(3);
    expect(draw(series, 600_000, START + 125_000).points.at(-1)).toMatchObject({ count: 0, values: null });
  });

  it('is as fine as the tier where a collector ended in the middle of a bucket', () => {
    const { rows } = fiveMinuteRows(every(300));
    const cut = rows.map((row, index) => ({ ...row, expected: index === 9 ? 1 : 30 }));
    expect(rows.length).toBe(10);
    expect(intervalOf({ tier: '5m', rows: cut })).toBe(INTERVAL_MS);
  });

  it('gives gaps alone for a series without any reading', () => {
    const rows: SeriesRows = { tier: '5m', rows: [] };
    const grid = chartGrid({ from: START, to: START + 900_000, width: 10 }, '5m', 0, START + 900_000);
    expect(downsample(rows, grid)).toEqual(
      [0, 1, 2].map((index) => ({
        at: START + index * FIVE_MINUTES_MS,
        count: 0,
        expected: 0,
        values: null,
      })),
    );
  });
});
