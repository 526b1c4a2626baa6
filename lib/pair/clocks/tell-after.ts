import type { ApartLevel, ClockFacts } from './facts.ts';
import { isAtLeast } from './levels.ts';
import { NEAR_INTERVALS } from './ways.ts';

/** NTP puts a small difference right by itself. */
const NOTICEABLE_AFTER_MS = 600_000;

/**
 * How long a clock must have been off before it is told. Whatever our own clock did between two readings that were
 * compared, it is out of them after so many intervals.
 */
export function tellAfterMs(level: ApartLevel, { primary, secondary }: ClockFacts): number {
  const readAnewMs = NEAR_INTERVALS * Math.max(primary.intervalMs, secondary.intervalMs);
  return isAtLeast(level, 'warning') ? readAnewMs : Math.max(readAnewMs, NOTICEABLE_AFTER_MS);
}
