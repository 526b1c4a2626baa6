import { CLOCK_LIMIT_MS } from '../limits.ts';
import { medianOf } from '../median.ts';
import type { SkewSample, Trend } from './facts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What changes faster was set, not drifting: the kernel itself steers no clock faster than 500 ppm. */
const STEERED_DRIFT = 500e-6;

/** So many medians are enough for a line, and comparing each with each stays cheap. */
const SLOTS = 48;
const MIN_SLOTS = 12;
const MIN_SPAN_MS = 6 * HOUR_MS;

/** The change must be so many times what the points scatter about the line, and what one measurement may err. */
const TIMES_SCATTER = 5;
const TIMES_UNCERTAINTY = 2;

/** Too far ahead to tell anyone. */
const HORIZON_MS = 30 * DAY_MS;

/**
 * How the skew changes: a line through what was measured since a clock was last set (Theil–Sen: the median of the
 * slopes between all points, which a quarter of wrong points does not bend). Null unless the change is significant.
 * `samples` oldest first.
 */
export function trendOf(samples: readonly SkewSample[], now: number): Trend | null {
  const points = mediansOf(sinceLastSet(samples));
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < MIN_SLOTS || last.at - first.at < MIN_SPAN_MS) return null;
  const slope = medianOf(slopesBetween(points));
  // The line in terms of the time since `now`, so that large numbers do not eat the small ones.
  const atNow = medianOf(points.map(({ at, skewMs }) => skewMs - slope * (at - now)));
  const scatterMs = medianOf(points.map(({ at, skewMs }) => Math.abs(skewMs - atNow - slope * (at - now))));
  const changeMs = Math.abs(slope) * (last.at - first.at);
  const uncertaintyMs = medianOf(points.map((point) => point.uncertaintyMs));
  if (changeMs <= TIMES_SCATTER * scatterMs || changeMs <= TIMES_UNCERTAINTY * uncertaintyMs) return null;
  return { msPerDay: slope * DAY_MS, reachesLimitAt: limitReachedAt(atNow, slope, now) };
}

function limitReachedAt(skewMs: number, slope: number, now: number): number | null {
  if (Math.abs(skewMs) > CLOCK_LIMIT_MS) return null;
  const leftMs = (CLOCK_LIMIT_MS - Math.sign(slope) * skewMs) / Math.abs(slope);
  return leftMs <= HORIZON_MS ? now + leftMs : null;
}

function sinceLastSet(samples: readonly SkewSample[]): readonly SkewSample[] {
  const firstAfter = samples.findLastIndex((sample, index) => {
    const former = samples[index - 1];
    if (!former) return false;
    const drifted =
      former.uncertaintyMs + sample.uncertaintyMs + STEERED_DRIFT * Math.abs(sample.at - former.at);
    return Math.abs(sample.skewMs - former.skewMs) > drifted;
  });
  return samples.slice(Math.max(0, firstAfter));
}

/** One sample for each of `SLOTS` equal spans of time: the one in the middle of those within. */
function mediansOf(samples: readonly SkewSample[]): SkewSample[] {
  const first = samples[0]?.at ?? 0;
  const slotMs = ((samples.at(-1)?.at ?? 0) - first) / SLOTS;
  const slots: SkewSample[][] = Array.from({ length: SLOTS }, () => []);
  for (const sample of samples) {
    const slot = Math.min(SLOTS - 1, Math.floor((sample.at - first) / slotMs));
    slots[slot]?.push(sample);
  }
  return slots.flatMap((slot) => {
    const sorted = slot.toSorted((one, other) => one.skewMs - other.skewMs);
    return sorted[Math.floor(sorted.length / 2)] ?? [];
  });
}

function slopesBetween(points: readonly SkewSample[]): number[] {
  return points.flatMap((one, index) =>
    points.slice(index + 1).map((other) => (other.skewMs - one.skewMs) / (other.at - one.at)),
  );
}
