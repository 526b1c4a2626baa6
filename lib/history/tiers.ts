import { BUCKET_MS, BUCKET_TIERS, type BucketTier, MAX_POINTS, type Tier } from '../contracts/history.ts';

/** Since when there is anything in a tier; null while there is nothing, or not yet all of what the finer ones have. */
export type TierReach = Record<Tier, number | null>;

export type ChartRange = {
  from: number;
  to: number;
  /** Pixels to draw in. */
  width: number;
};

/**
 * The share of the points wanted that a tier must be able to give: below it the drawing grows coarse. A week is drawn by its
 * hours, each with its least and most, and not read in 2,000 rows of each series.
 */
const ENOUGH_POINTS = 0.25;

/** What a tier is summed up in. */
export const COARSER: Record<Tier, BucketTier | null> = {
  raw: '5m',
  '5m': '1h',
  '1h': '6h',
  '6h': '1d',
  '1d': null,
};

/** From the coarsest on. */
const BY_COARSENESS = BUCKET_TIERS.toReversed();

/** How many points a series of that width may have. */
export function pointsFor(width: number): number {
  return Math.min(width, MAX_POINTS);
}

/** The begin of the stretch of `stepMs` that a time lies in. */
export function stretchOf(at: number, stepMs: number): number {
  return Math.floor(at / stepMs) * stepMs;
}

/**
 * The tier to draw a range from: the coarsest that is fine enough for the width, since it is the one with the least to
 * read; a coarser one still where the range begins before that tier does and the coarser one has more of it. `since` is
 * what is there, not what the settings say: after a change of the settings the two differ for a long time.
 */
export function chooseTier({ from, to, width }: ChartRange, since: TierReach, now: number): Tier {
  const wanted = pointsFor(width) * ENOUGH_POINTS;
  const isFineEnough = (tier: BucketTier) => (to - from) / BUCKET_MS[tier] >= wanted;
  let tier: Tier = BY_COARSENESS.find((each) => since[each] !== null && isFineEnough(each)) ?? 'raw';
  const begin = (of: Tier) => Math.max(from, since[of] ?? now);
  // A bucket begins before what is in it, by less than its length: that is no longer reach.
  for (let next = COARSER[tier]; next !== null; next = COARSER[next]) {
    if (begin(next) + BUCKET_MS[next] < begin(tier)) tier = next;
  }
  return tier;
}
