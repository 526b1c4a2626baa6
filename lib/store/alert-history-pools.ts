import type { PoolAlertFacts } from '../alerts/facts.ts';
import { BUCKET_MS, type BucketTier, type PoolSource } from '../contracts/history.ts';
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
  /** By the end of its bucket, oldest first. */
  uses: Use[];
};

/**
 * How the pools of a pair were used: by five minutes, or by hours for more than 50 pools and for so long a time that five
 * minutes of it are more than 100,000 readings of both servers; of so many pools, in their order, as have no more than
 * 100,000 by hours. By hours no recent use is told, so a sudden drop is not seen. `key`: of the pools of one shared
 * network alone, that of this pool.
 */
export async function poolTrack(
  tx: Tx,
  pairId: number,
  servers: readonly { id: number }[],
  range: Range,
  key?: string,
): Promise<Track<PoolAlertFacts[]>> {
  const pools = await poolsToTell(tx, pairId, key);
  const bucketsBy = (tier: BucketTier) => (2 * (range.to - range.from)) / BUCKET_MS[tier];
  const isFine =
    (key !== undefined || pools.length <= MOST_POOLS_BY_MINUTES) &&
    pools.length * bucketsBy('5m') <= MOST_BUCKETS;
  const tier = isFine ? '5m' : '1h';
  const told = pools.slice(0, Math.max(1, Math.floor(MOST_BUCKETS / bucketsBy(tier))));
  const pasts: PoolPast[] = [];
  for (const pool of told) pasts.push(await pastOf(tx, pool, servers, tier, range));
  const times = new Set(pasts.flatMap(({ uses }) => uses.map(({ at }) => at)));
  const cursors = pasts.map((past) => ({ past, next: 0 }));
  return {
    times: [...times],
    at: (now) =>
      cursors.map((cursor) => {
        const { uses, ...pool } = cursor.past;
        while ((uses[cursor.next]?.at ?? Number.POSITIVE_INFINITY) <= now) cursor.next += 1;
        const last = uses[cursor.next - 1];
        const isKnown = last !== undefined && now - last.at < BUCKET_MS[tier];
        return {
          ...pool,
          use: isKnown ? last : null,
          recentUse: tier === '5m' ? recent(uses, cursor.next, now) : [],
          endings: null,
        };
      }),
  };
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
  const inOrder = [...uses.values()].sort((one, other) => one.at - other.at);
  return { key, title, sharedNetwork, size, uses: inOrder };
}

/** dhcpd's own counters where they are read. */
function sourceOf({ samples }: PoolRow): PoolSource {
  return samples.some(({ source }) => source === 'omapi') ? 'omapi' : 'leases';
}

const FREE_FIGURES = { omapi: ['freeLeases', 'backupLeases'], leases: ['free', 'backup'] } as const;

/** As it was at the end of a bucket. */
function usedAt({ addressCount }: Pool, source: PoolSource, { stats }: Bucket, at: number): Use {
  const free = FREE_FIGURES[source].reduce((sum, figure) => sum + (stats[figure]?.last ?? 0), 0);
  return { at, used: Math.max(0, addressCount - free), free };
}

/** Of the half hour up to `now`; `next` is the place of the first use after it. */
function recent(uses: readonly Use[], next: number, now: number): PoolAlertFacts['recentUse'] {
  let first = next;
  while (now - (uses[first - 1]?.at ?? Number.NEGATIVE_INFINITY) <= RECENT_MS) first -= 1;
  return uses.slice(first, next);
}
