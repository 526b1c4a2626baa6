import { BUCKET_MS, type BucketTier, type Tier } from '../contracts/history.ts';
import { type Bucket, type Grid, rollUpBuckets, rollUpSpans, type Span } from './rollup.ts';
import { type ChartRange, pointsFor, stretchOf } from './tiers.ts';

/** The rows of a series, from the tier that was chosen for it. */
export type SeriesRows =
  | { tier: 'raw'; rows: readonly Span[] }
  | { tier: BucketTier; rows: readonly Bucket[] };

export type Point = {
  at: number;
  count: number;
  expected: number;
  /** null where nothing was read. */
  values: Record<string, { min: number; max: number; avg: number; last: number }> | null;
};

/** What a step is a multiple of where no bucket sets the measure. */
const RAW_STEP_MS = 1_000;
/** The longest interval that the settings allow a source of pools. */
const LONGEST_INTERVAL_MS = 600_000;
/** Readings further apart are a gap: in a step as long as that, there is one unless there is a gap. */
const GAP_INTERVALS = 3;

/**
 * The stretches to draw a range of a tier in, alike for all series: as many as the width has room for, but none so short
 * that an ordinary pause between two readings would look like a gap. `intervalMs` is that of the slowest series.
 */
export function chartGrid(
  { from, to, width }: ChartRange,
  tier: Tier,
  intervalMs: number,
  now: number,
): Grid {
  const unitMs = tier === 'raw' ? RAW_STEP_MS : BUCKET_MS[tier];
  // One point less than there is room for: the range seldom begins where a stretch does.
  const leastMs = Math.max((to - from) / (pointsFor(width) - 1), GAP_INTERVALS * intervalMs);
  const stepMs = Math.ceil(leastMs / unitMs) * unitMs;
  return { from: stretchOf(from, stepMs), to: stretchOf(to - 1, stepMs) + stepMs, stepMs, now };
}

/** What rows to read for a chart whose grid is not known before they are read: a little more than it needs. */
export function rowsForChart(range: ChartRange, tier: Tier): { from: number; to: number } {
  const { stepMs } = chartGrid(range, tier, LONGEST_INTERVAL_MS, range.to);
  return { from: range.from - stepMs, to: range.to + stepMs };
}

/** How far the readings of a series should be apart; 0 when there are none. */
export function intervalOf({ tier, rows }: SeriesRows): number {
  if (tier === 'raw') return largest(rows.map(({ intervalMs }) => intervalMs));
  // A bucket expects less while it runs, and when the collector ended meanwhile.
  return rows.length === 0 ? 0 : BUCKET_MS[tier] / largest(rows.map(({ expected }) => expected));
}

/** Without spreading what may be many thousands. */
const largest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0);

/**
 * The points of a series in the stretches of a grid. Peaks stay, as `min` and `max` of their point; a stretch in which
 * nothing was read is a point without values, never drawn across. What is still to come gives no points.
 */
export function downsample(series: SeriesRows, grid: Grid): Point[] {
  const buckets =
    series.tier === 'raw'
      ? rollUpSpans(series.rows, grid)
      : rollUpBuckets(series.rows, BUCKET_MS[series.tier], grid);
  const bucketAt = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  const expected = largest(buckets.map((bucket) => bucket.expected));
  const points: Point[] = [];
  for (let at = grid.from; at < grid.to && at < grid.now; at += grid.stepMs) {
    const bucket = bucketAt.get(at);
    const isOver = at + grid.stepMs <= grid.now;
    if (bucket) points.push(pointOf(bucket));
    else if (isOver) points.push({ at, count: 0, expected, values: null });
  }
  return points;
}

function pointOf({ at, count, expected, stats }: Bucket): Point {
  const values: NonNullable<Point['values']> = {};
  for (const name in stats) {
    const figure = stats[name];
    if (figure === undefined) continue;
    const { sum, min, max, last } = figure;
    values[name] = { min, max, avg: inHundredths(sum / count), last };
  }
  return { at, count, expected, values };
}

/** Charts show tenths; an average in full would be most of what a year's history weighs. */
const inHundredths = (value: number): number => Math.round(100 * value) / 100;
