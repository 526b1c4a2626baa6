import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  BUCKET_MS,
  type BucketTier,
  type PoolSource,
  poolSourceSchema,
  USE_FIGURES,
} from '../contracts/history.ts';
import { MAX_SPARK_POINTS, type PoolSparksDto } from '../contracts/pool-overview.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { idParts } from './id-parts.ts';
import { byRole } from './servers.ts';
import { toDate, toIso } from './time.ts';

const DAY_MS = 24 * BUCKET_MS['1h'];

/** A pair that was watched for less than this has too few hours for a line. */
const ENOUGH_HOURS = 4;

/** What is asked for in one go: some fifteen milliseconds in which the process does nothing else. */
const POOLS_PER_READ = 250;

type Steps = { tier: BucketTier; from: number; count: number };
type PoolRow = { id: number; addressCount: number };
type UsedOf = Map<number, (number | null)[]>;

/**
 * How the use of each pool of a pair went in the last day, by the hour; in a pair that is watched for a few hours only, by
 * five minutes since then. What the first server's counters do not tell is taken from the others that count the same
 * addresses. Null when no pair is named so.
 */
export async function poolSparks(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<PoolSparksDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null } },
      pools: { where: { removedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  });
  if (!pair) return null;
  const tellers = poolSourceSchema.options.flatMap((source) =>
    pair.servers.sort(byRole).map(({ id: serverId }) => ({ serverId, source })),
  );
  let steps = stepsUpTo(now, '1h', DAY_MS);
  let used = await usedIn(tx, pair.pools, tellers, steps);
  if (hoursTold(used) < ENOUGH_HOURS) {
    steps = stepsUpTo(now, '5m', MAX_SPARK_POINTS * BUCKET_MS['5m']);
    used = await usedIn(tx, pair.pools, tellers, steps);
  }
  const stepMs = BUCKET_MS[steps.tier];
  return {
    from: toIso(toDate(steps.from)),
    to: toIso(toDate(steps.from + steps.count * stepMs)),
    stepMs,
    pools: pair.pools.map(({ id }) => ({ id, used: used.get(id) ?? [] })),
  };
}

/** The whole buckets of the time up to now. */
function stepsUpTo(now: number, tier: BucketTier, lengthMs: number): Steps {
  const stepMs = BUCKET_MS[tier];
  return { tier, from: Math.floor((now - lengthMs) / stepMs) * stepMs, count: Math.ceil(lengthMs / stepMs) };
}

function hoursTold(used: UsedOf): number {
  let most = 0;
  for (const points of used.values()) most = Math.max(most, points.filter((point) => point !== null).length);
  return most;
}

/** One teller after the other, each asked only for what is still missing: mostly the first one tells all. */
async function usedIn(
  tx: Tx,
  pools: readonly PoolRow[],
  tellers: readonly Teller[],
  steps: Steps,
): Promise<UsedOf> {
  const used: UsedOf = new Map(pools.map(({ id }) => [id, Array<number | null>(steps.count).fill(null)]));
  for (const teller of tellers) {
    // The last step may not be summed up yet.
    const missing = pools.filter(({ id }) => used.get(id)?.slice(0, -1).includes(null));
    const sizes = new Map(missing.map(({ id, addressCount }) => [id, addressCount]));
    for (const ids of idParts(sizes.keys(), POOLS_PER_READ)) {
      for (const { poolId, points } of await readPoints(tx, ids, teller, steps)) {
        const line = used.get(poolId);
        const size = sizes.get(poolId);
        if (!line || size === undefined) continue;
        for (const [step, unused] of parsePoints(points))
          line[step] ??= Math.max(0, Math.round(10 * (size - unused)) / 10);
      }
      await nextTurn();
    }
  }
  return used;
}

type Teller = { serverId: number; source: PoolSource };

/**
 * Of each pool one text, `step:unused,step:unused`: a thousand pools have 25,000 buckets, which as rows take four times as
 * long. Both engines read it by the same words.
 */
function readPoints(tx: Tx, ids: number[], { serverId, source }: Teller, { tier, from, count }: Steps) {
  const stepMs = BUCKET_MS[tier];
  const cases = Array.from(
    { length: count },
    (_, step) => Prisma.sql`WHEN ${toDate(from + step * stepMs)} THEN ${Prisma.raw(`'${step}'`)}`,
  );
  const { free, backup } = USE_FIGURES[source];
  const sums = [free, backup].map((figure) =>
    Prisma.raw(`CAST("stats" -> '${figure}' ->> 'sum' AS DOUBLE PRECISION)`),
  );
  return tx.$queryRaw<{ poolId: number; points: string }[]>`
    SELECT "poolId",
      string_agg(CASE "at" ${Prisma.join(cases, ' ')} END || ':' || CAST((${Prisma.join(sums, ' + ')}) / "count" AS TEXT), ',') AS "points"
    FROM "PoolBucket"
    WHERE "tier" = ${tier} AND "poolId" IN (${Prisma.join(ids)}) AND "serverId" = ${serverId} AND "source" = ${source}
      AND "at" >= ${toDate(from)} AND "at" < ${toDate(from + count * stepMs)} AND "count" > 0
    GROUP BY "poolId"`;
}

function parsePoints(points: string): [step: number, unused: number][] {
  return points.split(',').map((point) => {
    const [step, unused] = point.split(':');
    return [Number(step), Number(unused)];
  });
}
