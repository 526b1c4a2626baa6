import type { Freshness } from '../contracts/verdict.ts';

const FRESH_INTERVALS = 3;
const LATE_INTERVALS = 5;

/**
 * How far a reading may still be believed: `fresh` up to 3 intervals after the last success, `late` up to 5,
 * then `stale`; `never` without any success. All times in milliseconds by one clock.
 *
 * A success in the future means the clock was set back, so its age is not known: it counts by its distance.
 */
export function freshness(lastSuccessAt: number | null, intervalMs: number, now: number): Freshness {
  if (lastSuccessAt === null) return 'never';
  const ageIntervals = Math.abs(now - lastSuccessAt) / intervalMs;
  if (ageIntervals <= FRESH_INTERVALS) return 'fresh';
  return ageIntervals <= LATE_INTERVALS ? 'late' : 'stale';
}
