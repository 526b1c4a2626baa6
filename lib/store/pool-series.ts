import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import {
  type BucketTier,
  type FiguresAsked,
  type PoolSource,
  poolSourceSchema,
} from '../contracts/history.ts';
import { bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import type { PoolBucket, PoolSample } from '../db/generated/sqlite/client.ts';
import type { Bucket, Span } from '../history/rollup.ts';
import { idParts } from './id-parts.ts';
import { jsonColumn } from './json.ts';
import { poolStatsSchema, poolValuesSchema, statsSchemas, valuesSchemas } from './pool-figures.ts';
import { toDate } from './time.ts';

/** What one source of one server tells of one pool. */
export type Series = { poolId: number; serverId: number; source: PoolSource };
export type SeriesSpan = Series & Span;
export type SeriesBucket = Series & Bucket;

/** From `from` on, before `to`. */
export type TimeRange = { from: number; to: number };

/** The rows of all series with a reading in the range; such a row may reach beyond it. In no order. */
export async function spansIn(tx: Tx, range: TimeRange): Promise<SeriesSpan[]> {
  const where = { from: { lt: toDate(range.to) }, until: { gte: toDate(range.from) } };
  const rows = await tx.poolSample.findMany({ where });
  return rows.map((row) => ({ ...seriesOf(row), ...spanOf(row, poolValuesSchema) }));
}

/** The rows of one series that begin in the range, in order, and the one before: it may reach into the range. */
export async function spansOfSeries(
  tx: Tx,
  series: Series,
  { from, to, figures }: TimeRange & { figures: FiguresAsked },
): Promise<Span[]> {
  const valuesSchema = valuesSchemas[figures][series.source];
  const before = await tx.poolSample.findFirst({
    where: { ...series, from: { lt: toDate(from) } },
    orderBy: { from: 'desc' },
    select: { from: true },
  });
  return inPages(before?.from.getTime() ?? from, SPANS_PER_PAGE, async (next, take) => {
    const where = { ...series, from: { gte: toDate(next), lt: toDate(to) } };
    const found = await tx.poolSample.findMany({ where, orderBy: { from: 'asc' }, take });
    const rows = found.map((row) => spanOf(row, valuesSchema));
    return { rows, last: rows.at(-1)?.from };
  });
}

/** When the first row begins that ends at `at` or later; null when there is none. */
export async function firstSpanFrom(tx: Tx, at: number): Promise<number | null> {
  const where = { until: { gte: toDate(at) } };
  const { _min } = await tx.poolSample.aggregate({ where, _min: { from: true } });
  return _min.from?.getTime() ?? null;
}

/** Since when the readings of a series are kept one by one; null while there are none, or but one that is only shown. */
export async function spansSince(tx: Tx, series: Series): Promise<number | null> {
  const first = await tx.poolSample.findFirst({ where: series, orderBy: { from: 'asc' } });
  return first === null || first.latest ? null : first.from.getTime();
}

/** The buckets of all series of a tier that begin in the range; in no order. */
export async function bucketsIn(tx: Tx, tier: BucketTier, range: TimeRange): Promise<SeriesBucket[]> {
  const where = { tier, at: { gte: toDate(range.from), lt: toDate(range.to) } };
  const rows = await tx.poolBucket.findMany({ where });
  return rows.map((row) => ({ ...seriesOf(row), ...bucketOf(row) }));
}

/**
 * The buckets of one series of a tier that begin in the range, in order. Each page of them comes as one text: as
 * rows of their own, the 8,760 hours of a year take half as long again. Both engines put it together by the same words.
 */
export async function bucketsOfSeries(
  tx: Tx,
  tier: BucketTier,
  { poolId, serverId, source }: Series,
  { from, to, figures = 'all' }: TimeRange & { figures?: FiguresAsked },
): Promise<Bucket[]> {
  const textsSchema = z.array(z.tuple([z.string(), z.number(), z.number(), statsSchemas[figures][source]]));
  return inPages(from, BUCKETS_PER_PAGE, async (next, take) => {
    const [page] = await tx.$queryRaw<{ buckets: string | null }[]>`
      SELECT string_agg('["' || CAST("at" AS TEXT) || '",' || CAST("count" AS TEXT) || ',' ||
        CAST("expected" AS TEXT) || ',' || CAST("stats" AS TEXT) || ']', ',' ORDER BY "at") AS "buckets"
      FROM (
        SELECT "at", "count", "expected", "stats" FROM "PoolBucket"
        WHERE "tier" = ${tier} AND "poolId" = ${poolId} AND "serverId" = ${serverId} AND "source" = ${source}
          AND "at" >= ${toDate(next)} AND "at" < ${toDate(to)}
        ORDER BY "at" LIMIT ${take}
      ) AS page`;
    const rows = textsSchema
      .parse(JSON.parse(`[${page?.buckets ?? ''}]`))
      .map(([at, count, expected, stats]) => ({ at: atOf(at), count, expected, stats }));
    return { rows, last: rows.at(-1)?.at };
  });
}

/** SQLite keeps a time as milliseconds, PostgreSQL writes it as it is in UTC, without saying so. */
function atOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** When the first bucket of a tier begins that begins at `at` or later; null for none. */
export async function firstBucketFrom(tx: Tx, tier: BucketTier, at: number): Promise<number | null> {
  const where = { tier, at: { gte: toDate(at) } };
  const first = await tx.poolBucket.findFirst({ where, orderBy: { at: 'asc' }, select: { at: true } });
  return first?.at.getTime() ?? null;
}

/** How many pools' buckets are written in one go: some ten milliseconds in which the process does nothing else. */
const POOLS_PER_WRITE = 50;

/** Puts these in the place of all buckets of their pools in a tier that begin at `at`; `areFirst` says that there are none. */
export async function replaceBuckets(
  tx: Tx,
  tier: BucketTier,
  at: number,
  buckets: readonly SeriesBucket[],
  areFirst = false,
): Promise<void> {
  const pools = new Set(buckets.map(({ poolId }) => poolId));
  for (const ids of idParts(pools, POOLS_PER_WRITE)) {
    const part = new Set(ids);
    if (!areFirst) await tx.poolBucket.deleteMany({ where: { tier, at: toDate(at), poolId: { in: ids } } });
    const rows = buckets.filter(({ poolId }) => part.has(poolId));
    await writeBuckets(
      tx,
      [toDate(at)],
      rows.map((bucket) => ({ ...bucket, tier, stats: jsonColumn(bucket.stats) })),
    );
  }
}

const writeBuckets = bulkWriter({
  table: 'PoolBucket',
  shared: ['at'],
  columns: {
    tier: 'TEXT',
    poolId: 'INTEGER',
    serverId: 'INTEGER',
    source: 'TEXT',
    count: 'INTEGER',
    expected: 'INTEGER',
    stats: 'JSON',
  },
});

/** What is read in one go: some ten milliseconds in which the process does nothing else. */
const SPANS_PER_PAGE = 1000;
const BUCKETS_PER_PAGE = 4000;

/** Reads the rows of one series, of which no two are of one time, and lets others have their turn in between. */
async function inPages<Row>(
  from: number,
  rowsPerPage: number,
  readPage: (next: number, take: number) => Promise<{ rows: Row[]; last: number | undefined }>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (let next = from; ; await nextTurn()) {
    const { rows, last } = await readPage(next, rowsPerPage);
    all.push(...rows);
    if (rows.length < rowsPerPage || last === undefined) return all;
    next = last + 1;
  }
}

function seriesOf({ poolId, serverId, source }: PoolSample | PoolBucket): Series {
  return { poolId, serverId, source: poolSourceSchema.parse(source) };
}

function spanOf(
  { from, until, count, intervalMs, values }: PoolSample,
  valuesSchema: z.ZodType<Span['values']>,
): Span {
  return {
    from: from.getTime(),
    until: until.getTime(),
    count,
    intervalMs,
    values: valuesSchema.parse(JSON.parse(values)),
  };
}

function bucketOf({ at, count, expected, stats }: PoolBucket): Bucket {
  return { at: at.getTime(), count, expected, stats: poolStatsSchema.parse(stats) };
}
