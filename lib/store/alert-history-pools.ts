import type { PoolAlertFacts } from '../alerts/facts.ts';
import { BUCKET_MS, type BucketTier, type PoolSource, USE_FIGURES } from '../contracts/history.ts';
import { poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { Pool } from '../db/generated/sqlite/client.ts';
import type { Bucket } from '../history/rollup.ts';
import { poolTitle } from '../pair/pool-title.ts';
import { bucketsOfSeries } from './pool-series.ts';
import type { Range, Track } from './track.ts';

/** More pools than this are told by the hour, unless one is asked for. */
const MOST_POOLS_BY_MINUTES = 50;
/** Buckets that are read of all pools together: about a second in which nothing else is read. */
const MOST_BUCKETS = 100_000;

const RECENT_MS = 30 * 60_000;

type Use = NonNullable<PoolAlertFacts['use']>;
type PoolPast = Pick<PoolAlertFacts, 'key' | 'title' | 'sharedNetwork' | 'size'> & {
  /** By the ends of their buckets. */
  uses: ReadonlyMap<number, Use>;
};

/** More steps of five minutes than these are told by the hour: about 34 days. */
const MOST_FINE_STEPS = 10_000;

/**
 * How the pools of a pair were used: by five minutes, or by hours for more than 50 pools, for more than 34 days, and where
 * five minutes of both servers would be more than 100,000 buckets; of so many pools, in their order, as have no more than
 * 100,000 by hours (69 for 30 days). By hours no recent use is told, so a sudden drop is not seen. `key`: of the pools of
 * one shared network alone, that of this pool.
 */
export async function poolTrack(
  tx: Tx,
  pairId: number,
  servers: readonly { id: number }[],
  range: Range,
  key?: string,
): Promise<Track<PoolAlertFacts[]> & { stepMs: number }> {
  const pools = await poolsToTell(tx, pairId, key);
  const stepsBy = (tier: BucketTier) => (range.to - range.from) / BUCKET_MS[tier];
  const mostBy = (tier: BucketTier) => MOST_BUCKETS / servers.length / stepsBy(tier);
  const isFine =
    (key !== undefined || pools.length <= MOST_POOLS_BY_MINUTES) &&
    stepsBy('5m') <= MOST_FINE_STEPS &&
    pools.length <= mostBy('5m');
  const tier = isFine ? '5m' : '1h';
  const stepMs = BUCKET_MS[tier];
  const pasts: PoolPast[] = [];
  for (const pool of pools.slice(0, Math.max(1, mostBy(tier))))
    pasts.push(await pastOf(tx, pool, servers, tier, range));
  let step = Number.NaN;
  let told: PoolAlertFacts[] = [];
  return {
    stepMs,
    times: [...new Set(pasts.flatMap(({ uses }) => [...uses.keys()]))],
    at(now) {
      const latest = Math.floor(now / stepMs) * stepMs;
      if (latest === step) return told; // nothing is known of the time between two marks
      step = latest;
      told = pasts.map(({ uses, ...pool }) => ({
        ...pool,
        use: uses.get(latest) ?? null,
        recentUse: isFine ? recentUse(uses, latest) : [],
        endings: null,
      }));
      return told;
    },
  };
}

/** Of the half hour up to a mark, oldest first. */
function recentUse(uses: PoolPast['uses'], latest: number): PoolAlertFacts['recentUse'] {
  const marks = Array.from(
    { length: RECENT_MS / BUCKET_MS['5m'] + 1 },
    (_, index) => latest - RECENT_MS + index * BUCKET_MS['5m'],
  );
  return marks.flatMap((at) => uses.get(at) ?? []);
}

async function poolsToTell(tx: Tx, pairId: number, key: string | undefined) {
  const pools = await tx.pool.findMany({
    where: { pairId, removedAt: null },
    include: { samples: { where: { latest: true }, select: { source: true } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const network = pools.find((pool) => pool.key === key)?.sharedNetwork;
  return key === undefined ? pools : pools.filter(({ sharedNetwork }) => sharedNetwork === network);
}

type PoolRow = Pool & { samples: { source: string }[] };

async function pastOf(
  tx: Tx,
  pool: PoolRow,
  servers: readonly { id: number }[],
  tier: BucketTier,
  range: Range,
): Promise<PoolPast> {
  const source = sourceOf(pool);
  const uses = new Map<number, Use>();
  for (const { id: serverId } of servers) {
    for (const bucket of await bucketsOfSeries(tx, tier, { poolId: pool.id, serverId, source }, range)) {
      const at = bucket.at + BUCKET_MS[tier];
      // Both servers count the same addresses: the other one only tells what the first does not.
      if (!uses.has(at)) uses.set(at, usedAt(pool, source, bucket, at));
    }
  }
  const { key, sharedNetwork, addressCount: size } = pool;
  const title = poolTitle(sharedNetwork, poolSchema.shape.ranges.parse(pool.ranges));
  return { key, title, sharedNetwork, size, uses };
}

/** dhcpd's own counters where they are read. */
function sourceOf({ samples }: PoolRow): PoolSource {
  return samples.some(({ source }) => source === 'omapi') ? 'omapi' : 'leases';
}

/** As it was at the end of a bucket. */
function usedAt({ addressCount }: Pool, source: PoolSource, { stats }: Bucket, at: number): Use {
  const names = USE_FIGURES[source];
  const free = (stats[names.free]?.last ?? 0) + (stats[names.backup]?.last ?? 0);
  return { at, used: Math.max(0, addressCount - free), free };
}
