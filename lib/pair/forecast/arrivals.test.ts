import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnArrivals, outlookFrom, rateAt, whenCome } from './arrivals.ts';
import type { NewClientHistory } from './history.ts';
import { MONDAY } from './testing/histories.ts';
import { HOUR_MS } from './week-curve.ts';

const DAY_MS = 24 * HOUR_MS;
const monday = (days: number, hours = 0) => MONDAY + days * DAY_MS + hours * HOUR_MS;

/** So many days from a Monday on, with what came in each hour. */
function counted(
  days: number,
  count: (day: number, hour: number) => number,
  changes: Partial<NewClientHistory> = {},
): NewClientHistory {
  const hours = Array.from({ length: days * 24 }, (_, index) => ({
    hour: MONDAY + index * HOUR_MS,
    count: count(Math.floor(index / 24), index % 24),
  }));
  return {
    since: MONDAY,
    until: monday(days),
    gaps: [],
    hours: hours.filter(({ count }) => count > 0),
    ...changes,
  };
}

const atWork = (day: number, hour: number) => (day % 7 < 5 && hour >= 8 && hour < 18 ? 30 : 0);
/** Later than any recent level lasts. */
const NEXT_WEEK = 8;

describe('learnArrivals', () => {
  it('knows a constant rate after a day', () => {
    const arrivals = learnArrivals(counted(1, () => 12));
    for (const hour of [0, 9, 100]) expect(rateAt(arrivals, monday(NEXT_WEEK, hour))).toBeCloseTo(12, 6);
    expect(arrivals.clumping).toBe(1);
  });

  it('draws an hour that was seen once to the mean, and believes one that was seen often', () => {
    const morning = (_: number, hour: number) => (hour === 8 ? 100 : 2);
    const rate = (days: number) => rateAt(learnArrivals(counted(days, morning)), monday(NEXT_WEEK * 7, 8));
    expect(rate(1)).toBeGreaterThan(50);
    expect(rate(1)).toBeLessThan(95);
    expect(rate(28)).toBeGreaterThan(95);
  });

  it('knows the curve of a day on days it never saw, and the weekend after the first', () => {
    const rates = (days: number) => {
      const arrivals = learnArrivals(counted(days, atWork));
      const ofDay = (day: number) => rateAt(arrivals, monday(28 + day, 10));
      return { wednesday: ofDay(2), saturday: ofDay(5) };
    };
    expect(rates(2).wednesday).toBeGreaterThan(20);
    expect(rates(2).saturday).toBeGreaterThan(20);
    expect(rates(7).wednesday).toBeGreaterThan(25);
    expect(rates(7).saturday).toBeLessThan(3);
  });

  it('takes part of a first day for part of a day', () => {
    const arrivals = learnArrivals(counted(3, () => 12, { since: monday(0, 17.5), hours: [] }));
    expect(rateAt(arrivals, monday(NEXT_WEEK))).toBe(0);
    const hours = counted(3, () => 12)
      .hours.slice(17)
      .map((row, index) => (index === 0 ? { ...row, count: 6 } : row));
    const partly = learnArrivals(counted(3, () => 0, { since: monday(0, 17.5), hours }));
    for (const hour of [3, 17, 20]) expect(rateAt(partly, monday(NEXT_WEEK, hour))).toBeCloseTo(12, 6);
  });

  it('does not take a gap for quiet hours', () => {
    const gap = { from: monday(1, 4), to: monday(3, 16) };
    const inGap = (day: number, hour: number) => monday(day, hour) >= gap.from && monday(day, hour) < gap.to;
    const count = (day: number, hour: number) => (inGap(day, hour) ? 0 : 12);
    const blind = learnArrivals(counted(5, count));
    const knowing = learnArrivals(counted(5, count, { gaps: [gap] }));
    expect(rateAt(knowing, monday(NEXT_WEEK, 8))).toBeCloseTo(12, 6);
    expect(rateAt(blind, monday(NEXT_WEEK, 8))).toBeLessThan(9);
  });

  it.each([0, 6])(
    'expects a flood to go on for some hours, and not for days, where %d came an hour',
    (usual) => {
      const flood = (day: number, hour: number) => (day === 13 && hour >= 20 ? 600 : usual);
      const arrivals = learnArrivals(counted(14, flood));
      expect(rateAt(arrivals, monday(14))).toBeCloseTo(400 + usual / 3, -1);
      expect(rateAt(arrivals, monday(14, 6))).toBeCloseTo(usual, 6);
      const hoursUntil = (clients: number) =>
        (whenCome(outlookFrom(arrivals, monday(14)), clients).at - monday(14)) / HOUR_MS;
      expect(hoursUntil(800)).toBeCloseTo(2, 0);
      expect(hoursUntil(3600)).toBeGreaterThan(usual === 0 ? 1e9 : 100);
    },
  );

  it('takes a busy morning for no flood', () => {
    const busy = (day: number, hour: number) => (day === 13 && hour >= 20 ? 9 : 6);
    expect(learnArrivals(counted(14, busy)).surge).toBeNull();
  });

  it('has no rate but zero where nobody came, and where nobody looked', () => {
    for (const days of [28, 0]) {
      const arrivals = learnArrivals(counted(days, () => 0));
      expect(rateAt(arrivals, monday(30))).toBe(0);
      expect(whenCome(outlookFrom(arrivals, monday(30)), 1).low).toBe(Number.POSITIVE_INFINITY);
    }
  });
});

describe('whenCome', () => {
  type Count = Parameters<typeof counted>[1];
  const width = (clients: number, days: number, count: Count) => {
    const { low, at, high } = whenCome(outlookFrom(learnArrivals(counted(days, count)), monday(28)), clients);
    return (high - low) / (at - monday(28));
  };
  const even = () => 12;

  it('spreads as chance does: a single client by far more than a thousand', () => {
    expect(width(1, 28, even)).toBeGreaterThan(2);
    expect(width(1000, 28, even)).toBeLessThan(0.4);
  });

  it('is not over at once where fewer are needed than come in a group', () => {
    const inGroups: Count = (day, hour) => ((day * 24 + hour) % 50 === 0 ? 84 : 0);
    const { at } = whenCome(outlookFrom(learnArrivals(counted(28, inGroups)), monday(28)), 10);
    expect((at - monday(28)) / HOUR_MS).toBeGreaterThan(0.5);
  });

  it('spreads more where clients come in groups, and where days differ', () => {
    const inGroups: Count = (day, hour) => ((day * 24 + hour) % 7 === 0 ? 84 : 0);
    const unlike: Count = (day) => ((day * 5) % 3 === 0 ? 24 : 6);
    expect(width(100, 28, inGroups)).toBeGreaterThan(1.5 * width(100, 28, even));
    expect(width(100, 28, unlike)).toBeGreaterThan(1.5 * width(100, 28, even));
  });

  it('spreads more where it reaches into days whose like was never seen', () => {
    expect(width(500, 1, even)).toBeGreaterThan(2 * width(500, 28, even));
  });

  it('spreads more while it rests on a flood that may be over the next minute', () => {
    const flood: Count = (day, hour) => (day === 13 && hour >= 20 ? 600 : 12);
    const arrivals = learnArrivals(counted(14, flood));
    const range = (clients: number) => {
      const { low, at, high } = whenCome(outlookFrom(arrivals, monday(14)), clients);
      return { share: (high - low) / (at - monday(14)), hours: (high - monday(14)) / HOUR_MS };
    };
    expect(range(1000).share).toBeGreaterThan(1.5);
    expect(range(2400).hours).toBeGreaterThan(24);
  });

  it('is ordered, never before now, and later for more clients, whatever was counted', () => {
    const hourArb = fc.record({
      hour: fc.integer({ min: 0, max: 40 * 24 }).map((hour) => MONDAY + hour * HOUR_MS),
      count: fc.oneof(fc.nat(20), fc.nat(1_000_000)),
    });
    const historyArb = fc
      .record({
        hours: fc.array(hourArb, { maxLength: 60 }),
        since: fc.integer({ min: MONDAY, max: monday(30) }),
        lengthMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
        gapMs: fc.nat(5 * DAY_MS),
      })
      .map(({ hours, since, lengthMs, gapMs }): NewClientHistory => {
        const gaps = [{ from: since + DAY_MS, to: since + DAY_MS + gapMs }];
        return { since, until: since + lengthMs, gaps, hours };
      });
    fc.assert(
      fc.property(historyArb, fc.integer({ min: 1, max: 100_000 }), (history, clients) => {
        const now = history.until + 60_000;
        const outlook = outlookFrom(learnArrivals(history), now);
        const { low, at, high } = whenCome(outlook, clients);
        expect(low).toBeGreaterThanOrEqual(now);
        expect(at).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(at);
        expect(whenCome(outlook, clients + 1).at).toBeGreaterThanOrEqual(at);
      }),
    );
  });
});
