import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SkewSample } from './facts.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW } from './testing/clock-facts.ts';
import { trendOf } from './trend.ts';

/** One sample in ten minutes up to `NOW`. */
function history(
  hours: number,
  skewAt: (hour: number, index: number) => number,
  uncertaintyMs = 2,
): SkewSample[] {
  const count = Math.round((hours * HOUR_MS) / (10 * MINUTE_MS));
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = NOW - (count - index) * 10 * MINUTE_MS;
    return { at, skewMs: skewAt((at - NOW) / HOUR_MS, index), uncertaintyMs };
  });
}

/** `perDay` seconds a day, `now` seconds at present. */
const line = (perDay: number, now: number) => (hour: number) => (now + (perDay / 24) * hour) * 1000;

/** Between -1 and 1, without any order, the same in every run. */
const noise = (index: number) => ((index * 7919) % 200) / 100 - 1;

describe('the trend', () => {
  it.each([
    ['8 s a day, 20 s apart', 8, 20, 5],
    ['falling behind', -8, -20, 5],
    ['through zero to the other side', 8, -20, 10],
    ['fast, from nothing', 30, 0, 2],
  ])('of %s reaches the limit', (_, perDay, now, days) => {
    const trend = trendOf(history(48, line(perDay, now)), NOW);
    expect(trend?.msPerDay).toBeCloseTo(perDay * 1000, 0);
    expect(((trend?.reachesLimitAt ?? 0) - NOW) / DAY_MS).toBeCloseTo(days, 2);
  });

  it.each([
    ['in more than 30 days', 1, 20],
    ['because it has been reached', 8, 61],
  ])('does not reach the limit %s', (_, perDay, now) => {
    expect(trendOf(history(48, line(perDay, now)), NOW)).toMatchObject({ reachesLimitAt: null });
  });

  it('is not bent by a fifth of wild measurements that say how wild they are', () => {
    const wild = history(48, line(8, 20)).map((sample, index) =>
      index % 5 === 2
        ? { ...sample, skewMs: sample.skewMs + 30_000 * noise(index), uncertaintyMs: 30_000 }
        : sample,
    );
    expect(trendOf(wild, NOW)?.msPerDay).toBeCloseTo(8000, -2);
  });

  it('begins anew when a clock was set', () => {
    const set = (hour: number) => line(8, hour < -10 ? 40 : 4)(hour);
    const trend = trendOf(history(48, set), NOW);
    expect(trend?.msPerDay).toBeCloseTo(8000, 0);
    expect(((trend?.reachesLimitAt ?? 0) - NOW) / DAY_MS).toBeCloseTo(7, 2);
  });
});

describe('no trend', () => {
  it.each([
    ['without measurements', []],
    ['from one measurement', history(0, line(8, 20))],
    ['over too short a time', history(5.5, line(8, 20))],
    ['from too few points', history(48, line(8, 20)).filter((_, index) => index % 32 === 0)],
    ['where clocks hold still', history(48, () => 20_000)],
    ['where clocks wander without direction', history(48, (_, index) => 40 * noise(index), 100)],
    ['where they wander by more than the measurements err', history(48, (_, index) => 140 * noise(index), 0)],
    ['within the uncertainty', history(48, line(0.1, 0), 300)],
    ['where a clock is set right every few hours', history(48, (hour) => line(8, 0)(((hour % 4) - 4) % 4))],
    ['shortly after a clock was set', history(48, (hour) => (hour < -3 ? 40_000 : line(8, 0)(hour)))],
  ])('%s', (_, samples) => {
    expect(trendOf(samples, NOW)).toBeNull();
  });
});

test('the limit is reached at a time to come, within 30 days, in the direction of the drift', () => {
  const perDay = fc.double({ min: -60, max: 60, noNaN: true });
  const now = fc.double({ min: -70, max: 70, noNaN: true });
  fc.assert(
    fc.property(perDay, now, (slope, skew) => {
      const trend = trendOf(history(24, line(slope, skew)), NOW);
      if (trend?.reachesLimitAt == null) return;
      const leftMs = trend.reachesLimitAt - NOW;
      expect(leftMs).toBeGreaterThanOrEqual(0);
      expect(leftMs).toBeLessThanOrEqual(30 * DAY_MS);
      expect(Math.abs(skew * 1000 + (trend.msPerDay * leftMs) / DAY_MS)).toBeCloseTo(60_000, 0);
    }),
  );
});
