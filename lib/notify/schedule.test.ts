import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAIT_MS, parseRetryAfter, RETRY_DELAYS_MS, retryDelayMs } from './schedule.ts';

const evenly = { delays: RETRY_DELAYS_MS, random: () => 0.5 };

describe('retryDelayMs', () => {
  it('makes ten tries over the better part of a day', () => {
    const waits = Array.from({ length: 10 }, (_, index) => retryDelayMs(index + 1, null, evenly));
    expect(waits).toEqual([...RETRY_DELAYS_MS, null]);
    expect(waits.slice(0, 5)).toEqual([5_000, 30_000, 120_000, 600_000, 1_800_000]);
  });

  it('strays by a fifth at most, and never waits shorter than asked nor longer than a day', () => {
    const wait = fc.record({
      attempts: fc.integer({ min: 1, max: RETRY_DELAYS_MS.length }),
      retryAfterMs: fc.option(fc.nat(3 * LONGEST_WAIT_MS)),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(wait, ({ attempts, retryAfterMs, random }) => {
        const delayMs =
          retryDelayMs(attempts, retryAfterMs, { ...evenly, random: () => random }) ?? Number.NaN;
        const scheduledMs = RETRY_DELAYS_MS[attempts - 1] ?? Number.NaN;
        expect(delayMs).toBeGreaterThanOrEqual(Math.min(LONGEST_WAIT_MS, retryAfterMs ?? 0));
        expect(delayMs).toBeGreaterThanOrEqual(scheduledMs * 0.8 - 1);
        expect(delayMs).toBeLessThanOrEqual(
          Math.min(LONGEST_WAIT_MS, Math.max(scheduledMs * 1.2 + 1, retryAfterMs ?? 0)),
        );
      }),
    );
  });

  it('makes no further try for a Retry-After after the last', () => {
    expect(retryDelayMs(10, 60_000, evenly)).toBeNull();
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 5, 12, 0, 0);

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Mon, 05 Jan 2026 12:01:00 GMT', 60_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['1.5', null],
    ['-5', null],
    ['soon 5', null],
    ['never GMT', null],
    ['', null],
    [null, null],
  ])('%j asks for %s ms', (header, expected) => expect(parseRetryAfter(header, now)).toBe(expected));
});
