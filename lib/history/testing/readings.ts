import fc from 'fast-check';
import type { Span } from '../rollup.ts';

export type Reading = { at: number; values: Record<string, number> };

export const INTERVAL_MS = 10_000;
const FIVE_MINUTES_MS = 300_000;

/** Readings of one series in the order of time: now alike, now not, with pauses and gaps of up to a few hours. */
export const readings: fc.Arbitrary<Reading[]> = fc
  .array(
    fc.record({
      pauseMs: fc.oneof(
        { weight: 8, arbitrary: fc.constant(INTERVAL_MS) },
        { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 * INTERVAL_MS }) },
        { weight: 1, arbitrary: fc.integer({ min: 3 * INTERVAL_MS + 1, max: 10_000_000 }) },
      ),
      free: fc.integer({ min: 0, max: 3 }),
      active: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 1, maxLength: 200 },
  )
  .map((steps) => {
    let at = Date.UTC(2025, 10, 21, 10, 42);
    return steps.map(({ pauseMs, free, active }) => {
      at += pauseMs;
      return { at, values: { free, active } };
    });
  });

/** Readings as the rows they are kept in: one row while they say the same, without a gap, up to a five-minute mark. */
export function spansOf(series: readonly Reading[]): Span[] {
  const spans: Span[] = [];
  for (const { at, values } of series) {
    const last = spans.at(-1);
    const goesOn =
      last !== undefined &&
      JSON.stringify(last.values) === JSON.stringify(values) &&
      at - last.until <= 3 * INTERVAL_MS &&
      Math.floor(last.from / FIVE_MINUTES_MS) === Math.floor(at / FIVE_MINUTES_MS);
    if (goesOn) Object.assign(last, { until: at, count: last.count + 1 });
    else spans.push({ from: at, until: at, count: 1, intervalMs: INTERVAL_MS, values });
  }
  return spans;
}
