import { stretchOf } from './tiers.ts';

/** What one source told of one pool over a while; times in milliseconds by Pairwatch's clock. */
export type Span = {
  /** First and last of its readings. */
  from: number;
  until: number;
  /** How many there were. */
  count: number;
  /** How far they should have been apart. */
  intervalMs: number;
  values: Readonly<Record<string, number>>;
};

export type FigureStats = { sum: number; min: number; max: number; last: number };

/** The readings of a stretch of time summed up. */
export type Bucket = {
  at: number;
  count: number;
  /** How many there should have been; at least one. */
  expected: number;
  stats: Record<string, FigureStats>;
};

/** Stretches of `stepMs` from one whole multiple of it to another. */
export type Grid = {
  from: number;
  to: number;
  stepMs: number;
  /** Until when readings are due: the present, where it lies within. */
  now: number;
};

/**
 * Sums spans up into the stretches of a grid that hold a reading. The readings of a span are taken to lie at even
 * distances, so that one which crosses a mark is split in that proportion and none of its readings is lost.
 */
export function rollUpSpans(spans: readonly Span[], grid: Grid): Bucket[] {
  const stretches = new Stretches<Span>();
  for (const span of spans) {
    const first = stretchOf(Math.max(span.from, grid.from), grid.stepMs);
    for (let at = first; at < grid.to && at <= span.until; at += grid.stepMs) {
      const end = at + grid.stepMs;
      const count = readingsBefore(span, end) - readingsBefore(span, at);
      if (count > 0) stretches.add(at, { ...span, count, until: Math.min(span.until, end - 1) });
    }
  }
  return stretches.map((at, parts) => bucketOfSpans(at, parts, grid));
}

function readingsBefore({ from, until, count }: Span, at: number): number {
  if (at > until) return count;
  if (at <= from) return 0;
  return Math.ceil(((at - from) * (count - 1)) / (until - from));
}

function bucketOfSpans(at: number, spans: Span[], { stepMs, now }: Grid): Bucket {
  const ordered = spans.sort((a, b) => a.until - b.until || a.from - b.from);
  const parts = ordered.map(({ count, values }) => ({ count, stats: statsOf(values, count) }));
  const dueMs = Math.min(at + stepMs, now) - at;
  const intervalMs = ordered.at(-1)?.intervalMs ?? stepMs;
  return { at, ...sumUp(parts), expected: Math.max(1, Math.round(dueMs / intervalMs)) };
}

function statsOf(values: Span['values'], count: number): Bucket['stats'] {
  const stats: Bucket['stats'] = {};
  for (const [name, value] of Object.entries(values))
    stats[name] = { sum: value * count, min: value, max: value, last: value };
  return stats;
}

/**
 * Sums buckets of `partMs` up into the stretches of a grid, of which each has room for several. What is missing of
 * them was expected all the same.
 */
export function rollUpBuckets(buckets: readonly Bucket[], partMs: number, grid: Grid): Bucket[] {
  const stretches = new Stretches<Bucket>();
  for (const bucket of buckets) {
    if (bucket.at >= grid.from && bucket.at < grid.to)
      stretches.add(stretchOf(bucket.at, grid.stepMs), bucket);
  }
  return stretches.map((at, parts) => {
    const begunParts = Math.ceil((Math.min(at + grid.stepMs, grid.now) - at) / partMs);
    const missing = Math.max(0, begunParts - parts.length);
    const expected = parts.map((part) => part.expected);
    parts.sort((a, b) => a.at - b.at);
    return { at, ...sumUp(parts), expected: total(expected) + missing * Math.max(...expected) };
  });
}

/** What lies in which stretch. */
class Stretches<Part> {
  readonly #parts = new Map<number, Part[]>();

  add(at: number, part: Part): void {
    const parts = this.#parts.get(at);
    if (parts) parts.push(part);
    else this.#parts.set(at, [part]);
  }

  /** In the order of time. */
  map<Sum>(sum: (at: number, parts: Part[]) => Sum): Sum[] {
    return [...this.#parts].sort(([a], [b]) => a - b).map(([at, parts]) => sum(at, parts));
  }
}

/** `parts` in the order of time. */
function sumUp(parts: readonly Pick<Bucket, 'count' | 'stats'>[]): Pick<Bucket, 'count' | 'stats'> {
  const stats: Bucket['stats'] = {};
  for (const part of parts) {
    // A year of a pool has tens of thousands of these: as few objects as can be.
    for (const name in part.stats) {
      const next = part.stats[name];
      if (next === undefined) continue;
      const sum = stats[name];
      if (sum === undefined) stats[name] = { ...next };
      else add(sum, next);
    }
  }
  return { count: total(parts.map(({ count }) => count)), stats };
}

function add(sum: FigureStats, next: FigureStats): void {
  sum.sum += next.sum;
  if (next.min < sum.min) sum.min = next.min;
  if (next.max > sum.max) sum.max = next.max;
  sum.last = next.last;
}

/**
 * The buckets to keep of a stretch that was made again. Readings do not vanish but by being pruned, so a bucket that
 * was made of fewer than the one before knows less than that, and does not replace it.
 */
export function fuller<Made extends Bucket>(
  made: readonly Made[],
  before: readonly Made[],
  keyOf: (bucket: Made) => string,
): Made[] {
  const kept = new Map(before.map((bucket) => [keyOf(bucket), bucket]));
  for (const bucket of made) {
    const known = kept.get(keyOf(bucket));
    if (!known || bucket.count >= known.count) kept.set(keyOf(bucket), bucket);
  }
  return [...kept.values()];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
