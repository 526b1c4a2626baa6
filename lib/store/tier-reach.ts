import { BUCKET_MS, BUCKET_TIERS, type BucketTier } from '../contracts/history.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import type { TierReach } from '../history/tiers.ts';
import { type Series, spansSince } from './pool-series.ts';
import { type RawTime, rawToMs } from './time.ts';

/**
 * Since when there is anything in each tier of any of these series, of which there is at least one. A tier that ends well
 * before the finer ones is as if it were not there.
 */
export async function tierReach(tx: Tx, every: readonly Series[]): Promise<TierReach> {
  const reach: TierReach = { raw: null, '5m': null, '1h': null, '6h': null, '1d': null };
  for (const series of every) {
    const since = await spansSince(tx, series);
    if (since !== null) reach.raw = Math.min(reach.raw ?? since, since);
  }
  const ends = await bucketEnds(tx, every);
  let latest = Number.NEGATIVE_INFINITY;
  for (const tier of BUCKET_TIERS) {
    const found = ends.get(tier);
    if (!found) continue;
    // One that an older version did not have is made from its beginning on: to draw it before its end would show a gap.
    const isUpToDate = found.last + 2 * BUCKET_MS[tier] > latest;
    if (isUpToDate) reach[tier] = found.first;
    latest = Math.max(latest, found.last);
  }
  return reach;
}

type Ends = { first: number; last: number };

/** When the first and the last bucket of each tier begin. In one query: a small one for each took longer than reading a year. */
async function bucketEnds(tx: Tx, every: readonly Series[]): Promise<Map<BucketTier, Ends>> {
  const series = every.map(
    ({ poolId, serverId, source }) =>
      Prisma.sql`(CAST(${poolId} AS INTEGER), CAST(${serverId} AS INTEGER), CAST(${source} AS TEXT))`,
  );
  const tiers = BUCKET_TIERS.map((tier) => Prisma.sql`(CAST(${tier} AS TEXT))`);
  const one = Prisma.sql`SELECT "at" FROM "PoolBucket" AS b WHERE b."tier" = tiers."tier"
    AND b."poolId" = series."poolId" AND b."serverId" = series."serverId" AND b."source" = series."source"`;
  const rows = await tx.$queryRaw<{ tier: BucketTier; first: RawTime | null; last: RawTime | null }[]>`
    WITH series("poolId", "serverId", "source") AS (VALUES ${Prisma.join(series)}),
      tiers("tier") AS (VALUES ${Prisma.join(tiers)}),
      ends AS (
        SELECT "tier", (${one} ORDER BY "at" LIMIT 1) AS "first", (${one} ORDER BY "at" DESC LIMIT 1) AS "last"
        FROM tiers CROSS JOIN series
      )
    SELECT "tier", min("first") AS "first", max("last") AS "last" FROM ends GROUP BY "tier"`;
  return new Map(
    rows.flatMap(({ tier, first, last }): [BucketTier, Ends][] =>
      first === null || last === null ? [] : [[tier, { first: rawToMs(first), last: rawToMs(last) }]],
    ),
  );
}
