import { z } from 'zod';
import { type BucketTier, type PoolSource, poolSourceSchema, type Tier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import type { PoolBucket, PoolSample } from '../db/generated/sqlite/client.ts';
import type { Bucket, Span } from '../history/rollup.ts';
import { jsonColumn } from './json.ts';
import { toDate } from './time.ts';

/** What one source of one server tells of one pool. */
export type Series = { poolId: number; serverId: number; source: PoolSource };
export type SeriesSpan = Series & Span;
export type SeriesBucket = Series & Bucket;

/** From `from` on, before `to`. */
export type TimeRange = { from: number; to: number };

const valuesSchema = z.record(z.string(), z.number());
const figureSchema = z.object({ sum: z.number(), min: z.number(), max: z.number(), last: z.number() });
const statsSchema = z.record(z.string(), figureSchema);

/** The rows of all series with a reading in the range; such a row may reach beyond it. In no order. */
export async function spansIn(tx: Tx, range: TimeRange): Promise<SeriesSpan[]> {
  const where = { from: { lt: toDate(range.to) }, until: { gte: toDate(range.from) } };
  return (await tx.poolSample.findMany({ where })).map(spanOf);
}

/** The rows of one series that begin in the range, in order, and the one before: it may reach into the range. */
export async function spansOfSeries(tx: Tx, series: Series, { from, to }: TimeRange): Promise<SeriesSpan[]> {
  const before = await tx.poolSample.findFirst({
    where: { ...series, from: { lt: toDate(from) } },
    orderBy: { from: 'desc' },
    select: { from: true },
  });
  const rows = await tx.poolSample.findMany({
    where: { ...series, from: { gte: before?.from ?? toDate(from), lt: toDate(to) } },
    orderBy: { from: 'asc' },
  });
  return rows.map(spanOf);
}

/** When the first row begins that ends at `at` or later; null when there is none. */
export async function firstSpanFrom(tx: Tx, at: number): Promise<number | null> {
  const { _min } = await tx.poolSample.aggregate({
    where: { until: { gte: toDate(at) } },
    _min: { from: true },
  });
  return _min.from?.getTime() ?? null;
}

/** The buckets of a tier that begin in the range, of all series or of one; in no order. */
export async function bucketsIn(
  tx: Tx,
  tier: BucketTier,
  range: TimeRange,
  series?: Series,
): Promise<SeriesBucket[]> {
  const where = { tier, ...series, at: { gte: toDate(range.from), lt: toDate(range.to) } };
  return (await tx.poolBucket.findMany({ where })).map(bucketOf);
}

/** When the first bucket of a tier begins that begins at `at` or later; null when there is none. */
export async function firstBucketFrom(tx: Tx, tier: BucketTier, at: number): Promise<number | null> {
  const { _min } = await tx.poolBucket.aggregate({
    where: { tier, at: { gte: toDate(at) } },
    _min: { at: true },
  });
  return _min.at?.getTime() ?? null;
}

/** Puts these in the place of all buckets of a tier that begin at `at`. */
export async function replaceBuckets(
  tx: Tx,
  tier: BucketTier,
  at: number,
  buckets: readonly SeriesBucket[],
): Promise<void> {
  await tx.poolBucket.deleteMany({ where: { tier, at: toDate(at) } });
  await tx.poolBucket.createMany({
    data: buckets.map(({ stats, ...bucket }) => ({
      ...bucket,
      tier,
      at: toDate(at),
      stats: jsonColumn(stats),
    })),
  });
}

/** Since when there is anything in each tier, over all pools: they are pruned alike. */
export async function tierReach(tx: Tx): Promise<Record<Tier, number | null>> {
  const row = await tx.poolSample.findFirst({
    where: { latest: false },
    orderBy: { until: 'asc' },
    select: { from: true },
  });
  return {
    raw: row?.from.getTime() ?? null,
    '5m': await firstBucketFrom(tx, '5m', 0),
    '1h': await firstBucketFrom(tx, '1h', 0),
  };
}

function seriesOf({ poolId, serverId, source }: PoolSample | PoolBucket): Series {
  return { poolId, serverId, source: poolSourceSchema.parse(source) };
}

function spanOf(row: PoolSample): SeriesSpan {
  const { from, until, count, intervalMs } = row;
  const values = valuesSchema.parse(JSON.parse(row.values));
  return { ...seriesOf(row), from: from.getTime(), until: until.getTime(), count, intervalMs, values };
}

function bucketOf(row: PoolBucket): SeriesBucket {
  const { at, count, expected } = row;
  return { ...seriesOf(row), at: at.getTime(), count, expected, stats: statsSchema.parse(row.stats) };
}
