import { LONGEST_MS, spanOf, type TimeRange } from '../../lib/contracts/range.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A range of this length that moves on with the present; rounded up to what an address can spell. */
export function lastFor(ms: number): TimeRange {
  const stepMs = ms <= 2 * DAY_MS ? MINUTE_MS : HOUR_MS;
  return { lastMs: Math.min(LONGEST_MS, Math.max(MINUTE_MS, Math.ceil(ms / stepMs) * stepMs)) };
}

/** The range as long, half of it earlier or later. What would reach beyond the present is the latest of that length. */
export function shifted(range: TimeRange, direction: -1 | 1, nowMs: number): TimeRange {
  const { from, to } = spanOf(range, nowMs);
  const byMs = (direction * (to - from)) / 2;
  if (to + byMs >= nowMs) return lastFor(to - from);
  return roundedToSeconds({ from: from + byMs, to: to + byMs });
}

/** Twice as long about the same middle, but not beyond the present; at most as long as anything is kept. */
export function zoomedOut(range: TimeRange, nowMs: number): TimeRange {
  const { from, to } = spanOf(range, nowMs);
  const lengthMs = Math.min(LONGEST_MS, 2 * (to - from));
  const end = (from + to) / 2 + lengthMs / 2;
  if ('lastMs' in range || end >= nowMs) return lastFor(lengthMs);
  return roundedToSeconds({ from: end - lengthMs, to: end });
}

function roundedToSeconds({ from, to }: { from: number; to: number }): TimeRange {
  return { from: Math.floor(from / 1000) * 1000, to: Math.floor(to / 1000) * 1000 };
}
