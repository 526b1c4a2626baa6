import { isDeepStrictEqual } from 'node:util';
import { BUCKET_MS, type BucketTier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import { type Bucket, fuller, rollUpBuckets, rollUpSpans } from '../history/rollup.ts';
import { stretchOf } from '../history/tiers.ts';
import { historyProgress, saveHistoryProgress } from './history-progress.ts';
import {
  bucketsIn,
  firstBucketFrom,
  firstSpanFrom,
  replaceBuckets,
  type Series,
  type SeriesBucket,
  spansIn,
} from './pool-series.ts';

const FIVE_MINUTES_MS = BUCKET_MS['5m'];

/**
 * Makes the next five-minute buckets there are samples for, in one small step; gives whether more are left to make.
 * The running stretch and the one before it are made again every time, since samples of both may still come, and so is
 * every stretch from the one on of which a sample came late.
 */
export async function makeFiveMinutes(tx: Tx, now: number): Promise<boolean> {
  const running = stretchOf(now, FIVE_MINUTES_MS);
  const settled = running - FIVE_MINUTES_MS;
  const madeTo = Math.min((await historyProgress(tx, '5m')) ?? 0, settled);
  const first = (await firstSpanFrom(tx, madeTo)) ?? settled;
  const next = Math.min(Math.max(madeTo, stretchOf(first, FIVE_MINUTES_MS)), settled);
  const stretches = next === settled ? [settled, running] : [next];
  for (const at of stretches) await makeFiveMinutesAt(tx, at, now);
  await saveHistoryProgress(tx, '5m', Math.min(next + FIVE_MINUTES_MS, settled));
  return next < settled;
}

async function makeFiveMinutesAt(tx: Tx, at: number, now: number): Promise<void> {
  const grid = { from: at, to: at + FIVE_MINUTES_MS, stepMs: FIVE_MINUTES_MS, now };
  const made = sumUpSeries(await spansIn(tx, grid), (spans) => rollUpSpans(spans, grid));
  await keep(tx, '5m', at, made);
}

/** What each tier of buckets is summed up from, but the finest. */
const FINER = { '1h': '5m', '6h': '1h', '1d': '6h' } as const satisfies Partial<
  Record<BucketTier, BucketTier>
>;

/** The tiers that are summed up from finer ones, in the order in which they are to be made. */
export const COARSER_TIERS = ['1h', '6h', '1d'] as const satisfies readonly (keyof typeof FINER)[];

/**
 * Makes the next buckets of a tier there are finer ones for, in one small step; gives whether more are left to make. A
 * bucket is made of what is settled in it, and again whenever more of that is.
 */
export async function makeCoarser(tx: Tx, tier: keyof typeof FINER): Promise<boolean> {
  const finer = FINER[tier];
  const stepMs = BUCKET_MS[tier];
  const settled = await historyProgress(tx, finer);
  const madeTo = await historyProgress(tx, tier);
  if (settled === null || settled === madeTo) return false;
  const first = await firstBucketFrom(tx, finer, stretchOf(Math.min(madeTo ?? 0, settled), stepMs));
  const next = stretchOf(Math.min(first ?? settled, settled), stepMs);
  const end = Math.min(next + stepMs, settled);
  const grid = { from: next, to: next + stepMs, stepMs, now: settled };
  const made = sumUpSeries(await bucketsIn(tx, finer, { from: next, to: end }), (parts) =>
    rollUpBuckets(parts, BUCKET_MS[finer], grid),
  );
  await keep(tx, tier, next, made);
  await saveHistoryProgress(tx, tier, end);
  return end < settled;
}

/**
 * Makes every bucket there is to make of what was told up to `now`, in a database that has none: what `makeFiveMinutes`
 * and `makeCoarser` come to in many steps, but in one long one. Five minutes before `fineFrom` are summed up, not kept.
 */
export async function makeAllBuckets(tx: Tx, now: number, fineFrom: number): Promise<void> {
  const fine = { ...ALL_TIMES, stepMs: FIVE_MINUTES_MS, now };
  const settled = stretchOf(now, FIVE_MINUTES_MS) - FIVE_MINUTES_MS;
  let made = sumUpSeries(await spansIn(tx, fine), (spans) => rollUpSpans(spans, fine));
  await keepAll(
    tx,
    '5m',
    made.filter(({ at }) => at >= fineFrom),
  );
  await saveHistoryProgress(tx, '5m', settled);
  for (const tier of COARSER_TIERS) {
    const grid = { ...ALL_TIMES, stepMs: BUCKET_MS[tier], now: settled };
    const parts = made.filter(({ at }) => at < settled);
    made = sumUpSeries(parts, (ofOne) => rollUpBuckets(ofOne, BUCKET_MS[FINER[tier]], grid));
    await keepAll(tx, tier, made);
    await saveHistoryProgress(tx, tier, settled);
  }
}

const ALL_TIMES = { from: 0, to: 8_640_000_000_000_000 };

async function keepAll(tx: Tx, tier: BucketTier, made: readonly SeriesBucket[]): Promise<void> {
  const byTime = new Map<number, SeriesBucket[]>();
  for (const bucket of made) byTime.set(bucket.at, [...(byTime.get(bucket.at) ?? []), bucket]);
  for (const [at, buckets] of byTime) await replaceBuckets(tx, tier, at, buckets, true);
}

function sumUpSeries<Row extends Series>(
  rows: readonly Row[],
  sumUp: (ofOne: readonly Row[]) => Bucket[],
): SeriesBucket[] {
  const bySeries = new Map<string, { series: Series; rows: Row[] }>();
  for (const row of rows) {
    const { poolId, serverId, source } = row;
    const group = bySeries.get(keyOf(row)) ?? { series: { poolId, serverId, source }, rows: [] };
    group.rows.push(row);
    bySeries.set(keyOf(row), group);
  }
  return [...bySeries.values()].flatMap((group) =>
    sumUp(group.rows).map((bucket) => ({ ...group.series, ...bucket })),
  );
}

async function keep(tx: Tx, tier: BucketTier, at: number, made: SeriesBucket[]): Promise<void> {
  if (made.length === 0) return;
  const before = await bucketsIn(tx, tier, { from: at, to: at + 1 });
  const kept = fuller(made, before, keyOf);
  const known = new Map(before.map((bucket) => [keyOf(bucket), bucket]));
  const isNews = (bucket: SeriesBucket) => !isDeepStrictEqual(bucket, known.get(keyOf(bucket)));
  const pools = new Set(kept.filter(isNews).map(({ poolId }) => poolId));
  const buckets = kept.filter(({ poolId }) => pools.has(poolId));
  await replaceBuckets(tx, tier, at, buckets, before.length === 0);
}

const keyOf = ({ poolId, serverId, source }: Series): string => `${poolId} ${serverId} ${source}`;
