import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockBucket, clockGrid, clockPoints } from './clock-points.ts';

const MINUTE_MS = 60_000;
const WAYS = ['sntp', 'ssh'] as const;
type Way = (typeof WAYS)[number];

const at = (minute: number, method: Way = 'sntp'): ClockBucket<Way> => ({
  at: minute * MINUTE_MS,
  method,
  count: 1,
  avgMs: 0,
  minMs: 0,
  maxMs: 0,
  lowMs: -1,
  highMs: 1,
});

const told = (buckets: ClockBucket<Way>[], stepMs = MINUTE_MS) =>
  clockPoints(buckets, WAYS, { intervalMs: MINUTE_MS, stepMs }).map(
    (point) => `${point.at / MINUTE_MS} ${point.method}`,
  );

describe('clockPoints', () => {
  it('puts what was measured in order', () => {
    expect(told([at(2), at(1)])).toEqual(['1 sntp', '2 sntp']);
  });

  it('draws on across polls that were lost now and then', () => {
    expect(told([at(0), at(4)])).toEqual(['0 sntp', '4 sntp']);
  });

  it('ends where nothing was measured for longer, and begins anew', () => {
    expect(told([at(0), at(5)])).toEqual(['0 sntp', '1 null', '5 sntp']);
    expect(told([at(0), at(14)], 10 * MINUTE_MS)).toEqual(['0 sntp', '10 null', '14 sntp']);
  });

  it('takes a lesser way only where the best one measured nothing', () => {
    const both = [0, 1, 2].flatMap((minute) => [at(minute), at(minute, 'ssh')]);
    expect(told([...both, at(5, 'ssh'), at(6, 'ssh')])).toEqual([
      '0 sntp',
      '1 sntp',
      '2 sntp',
      '5 ssh',
      '6 ssh',
    ]);
  });

  it('says nothing of nothing', () => {
    expect(told([])).toEqual([]);
  });
});

describe('clockGrid', () => {
  const spans = fc.record({
    from: fc.integer({ min: 0, max: 2e12 }),
    lastMs: fc.integer({ min: MINUTE_MS, max: 400 * 86_400_000 }),
    most: fc.integer({ min: 10, max: 600 }),
  });

  it('covers the range with no more stretches than asked for', () => {
    fc.assert(
      fc.property(spans, ({ from, lastMs, most }) => {
        const { starts, stepMs } = clockGrid({ from, to: from + lastMs }, most);
        expect(starts.length).toBeLessThanOrEqual(most);
        expect(starts[0]).toBeLessThanOrEqual(from);
        expect((starts.at(-1) ?? 0) + stepMs).toBeGreaterThanOrEqual(from + lastMs);
        expect(starts.every((start) => start % stepMs === 0)).toBe(true);
      }),
    );
  });

  it('leaves no series more points than stretches, whatever is missing', () => {
    fc.assert(
      fc.property(spans, fc.infiniteStream(fc.boolean()), ({ from, lastMs, most }, isMeasured) => {
        const { starts, stepMs } = clockGrid({ from, to: from + lastMs }, most);
        const buckets = starts
          .filter(() => isMeasured.next().value)
          .map((start) => ({ ...at(0), at: start }));
        const points = clockPoints(buckets, WAYS, { intervalMs: MINUTE_MS, stepMs });
        expect(points.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
