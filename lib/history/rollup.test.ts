import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, fuller, type Grid, rollUpBuckets, rollUpSpans, type Span } from './rollup.ts';
import { INTERVAL_MS, type Reading, readings, spansOf } from './testing/readings.ts';

const FIVE_MINUTES_MS = 300_000;
const HOUR_MS = 3_600_000;

const grid = (changes: Partial<Grid> = {}): Grid => ({
  from: 0,
  to: 10 * FIVE_MINUTES_MS,
  stepMs: FIVE_MINUTES_MS,
  now: 10 * FIVE_MINUTES_MS,
  ...changes,
});

/** A grid with every reading in it. */
function gridAround(series: readonly Reading[], stepMs: number): Grid {
  const first = series[0]?.at ?? 0;
  const last = series.at(-1)?.at ?? 0;
  const to = (Math.floor(last / HOUR_MS) + 1) * HOUR_MS;
  return { from: Math.floor(first / HOUR_MS) * HOUR_MS, to, stepMs, now: to };
}

/** The same, reckoned from each reading by itself. */
function bruteForce(series: readonly Reading[], stepMs: number) {
  const starts = [...new Set(series.map(({ at }) => Math.floor(at / stepMs) * stepMs))].sort((a, b) => a - b);
  return starts.map((at) => {
    const inside = series.filter((reading) => reading.at >= at && reading.at < at + stepMs);
    const names = Object.keys(inside[0]?.values ?? {});
    const stats = names.map((name) => {
      const values = inside.map((reading) => reading.values[name] ?? Number.NaN);
      const sum = values.reduce((a, b) => a + b, 0);
      return [name, { sum, min: Math.min(...values), max: Math.max(...values), last: values.at(-1) }];
    });
    return { at, count: inside.length, stats: Object.fromEntries(stats) };
  });
}

const withoutExpected = (buckets: Bucket[]) => buckets.map(({ expected: _, ...rest }) => rest);

const span = (changes: Partial<Span> = {}): Span => ({
  from: 0,
  until: 290_000,
  count: 30,
  intervalMs: INTERVAL_MS,
  values: { free: 4 },
  ...changes,
});

describe('rollUpSpans', () => {
  it('equals what is reckoned from the readings one by one', () => {
    fc.assert(
      fc.property(readings, (series) => {
        const made = rollUpSpans(spansOf(series), gridAround(series, FIVE_MINUTES_MS));
        expect(withoutExpected(made)).toEqual(bruteForce(series, FIVE_MINUTES_MS));
      }),
    );
  });

  it('gives the same for rows in any order', () => {
    const shuffled = readings.chain((series) => {
      const spans = spansOf(series);
      const order = fc.shuffledSubarray(spans, { minLength: spans.length });
      return order.map((mixed) => ({ series, spans, mixed }));
    });
    fc.assert(
      fc.property(shuffled, ({ series, spans, mixed }) => {
        const around = gridAround(series, FIVE_MINUTES_MS);
        expect(rollUpSpans(mixed, around)).toEqual(rollUpSpans(spans, around));
      }),
    );
  });

  it('gives for a row in two parts what it gives for the whole, so late data is as good as data in time', () => {
    const late = span({ from: 100_000, until: 190_000, count: 10 });
    const rest = [span({ until: 90_000, count: 10 }), span({ from: 200_000, count: 10 })];
    expect(rollUpSpans([...rest, late], grid())).toEqual(rollUpSpans([span()], grid()));
  });

  it('splits a row that crosses marks in proportion and loses none of its readings', () => {
    const crossing = span({ from: 240_000, until: 720_000, count: 49 });
    const made = rollUpSpans([crossing], grid());
    expect(made.map(({ at, count, stats }) => [at, count, stats.free?.sum])).toEqual([
      [0, 6, 24],
      [300_000, 30, 120],
      [600_000, 13, 52],
    ]);
    const rows = fc.record({
      from: fc.integer({ min: 0, max: 1_000_000 }),
      lengthMs: fc.integer({ min: 0, max: 1_000_000 }),
      count: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 300 }), ({ from, lengthMs, count }, seconds) => {
        const stepMs = seconds * 1000;
        const whole = { from: 0, to: Math.ceil(2_000_001 / stepMs) * stepMs, stepMs, now: 3_000_000 };
        const parts = rollUpSpans([span({ from, until: from + lengthMs, count })], whole);
        expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count);
      }),
    );
  });

  it('expects as many readings as there is time for, up to the present', () => {
    const expected = (spans: Span[], changes: Partial<Grid> = {}) =>
      rollUpSpans(spans, grid(changes)).map((bucket) => bucket.expected);
    expect(expected([span()])).toEqual([30]);
    expect(expected([span({ until: 10_000, count: 2 })])).toEqual([30]);
    expect(expected([span({ until: 90_000, count: 10 })], { now: 95_000 })).toEqual([10]);
    expect(expected([span({ until: 0, count: 1 })], { now: 1 })).toEqual([1]);
    expect(expected([span({ until: 0, count: 1, intervalMs: 600_000 })])).toEqual([1]);
    const sinceFaster = [span({ until: 100_000, count: 11 }), span({ from: 102_000, intervalMs: 2_000 })];
    expect(expected(sinceFaster)).toEqual([150]);
  });

  it('leaves out what lies outside of the grid', () => {
    const spans = [span(), span({ from: 300_000, until: 590_000 }), span({ from: 600_000, until: 890_000 })];
    const made = rollUpSpans(spans, grid({ from: 300_000, to: 600_000 }));
    expect(made.map(({ at, count }) => [at, count])).toEqual([[300_000, 30]]);
  });
});

describe('rollUpBuckets', () => {
  it('equals for an hour what is reckoned from the readings one by one', () => {
    fc.assert(
      fc.property(readings, (series) => {
        const fives = rollUpSpans(spansOf(series), gridAround(series, FIVE_MINUTES_MS));
        const hours = rollUpBuckets(fives, FIVE_MINUTES_MS, gridAround(series, HOUR_MS));
        expect(withoutExpected(hours)).toEqual(bruteForce(series, HOUR_MS));
      }),
    );
  });

  it('gives the same for buckets in any order', () => {
    const fives = rollUpSpans([span(), span({ from: 300_000, until: 590_000, values: { free: 1 } })], grid());
    const hour = grid({ to: HOUR_MS, stepMs: HOUR_MS, now: HOUR_MS });
    expect(rollUpBuckets([...fives].reverse(), FIVE_MINUTES_MS, hour)).toEqual(
      rollUpBuckets(fives, FIVE_MINUTES_MS, hour),
    );
  });

  it('expects the readings of buckets that are not there, up to the present', () => {
    const fives = rollUpSpans([span(), span({ from: 600_000, until: 640_000, count: 5 })], grid());
    const expected = (now: number) =>
      rollUpBuckets(fives, FIVE_MINUTES_MS, grid({ to: HOUR_MS, stepMs: HOUR_MS, now })).map(
        (bucket) => bucket.expected,
      );
    expect(expected(HOUR_MS)).toEqual([360]);
    expect(expected(900_000)).toEqual([90]);
    expect(expected(900_001)).toEqual([120]);
  });
});

describe('fuller', () => {
  const bucket = (at: number, count: number, free: number): Bucket => ({
    at,
    count,
    expected: 30,
    stats: { free: { sum: free * count, min: free, max: free, last: free } },
  });
  const keyOf = ({ at }: Bucket) => String(at);

  it('takes what was made again in place of what was there', () => {
    const made = [bucket(0, 30, 5), bucket(1, 30, 5), bucket(3, 1, 5)];
    const kept = fuller(made, [bucket(0, 30, 4), bucket(1, 29, 4), bucket(2, 30, 4)], keyOf);
    expect(kept).toEqual([bucket(0, 30, 5), bucket(1, 30, 5), bucket(2, 30, 4), bucket(3, 1, 5)]);
  });

  it('keeps what was made of readings that are pruned since', () => {
    expect(fuller([bucket(0, 1, 5)], [bucket(0, 30, 4)], keyOf)).toEqual([bucket(0, 30, 4)]);
  });
});
