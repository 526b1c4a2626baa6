import { bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { toDate } from './time.ts';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => hour * HOUR_MS);

export type PoolHourCounts = {
  serverId: number;
  /** The hour they are of, by any moment of it. */
  hour: number;
  /** No pool twice. A count of 0 is kept too: it says that the pool was watched. */
  counts: readonly { poolId: number; count: number }[];
};

/** What was counted of the pools of a pair as one server's lease file tells. Times in milliseconds, hours by their begins. */
export type ServerPoolHours = {
  serverId: number;
  /** Hours, of those asked for, in which it was read at all, oldest first. */
  watched: Set<number>;
  /** By pool: the hours with a count above 0, oldest first, and since when the pool is wholly counted. */
  pools: Map<number, { since: number; hours: { hour: number; count: number }[] }>;
};

/** Which hours to read: not before a time, and of those, where that is told, the ones that are wanted. */
export type WhichHours = { notBefore: number; isWanted?: (hour: number) => boolean };

/** The verbs on one of the tables that count something of each pool by the hour. */
export function poolHoursIn(table: 'NewClientHour' | 'EndedLeaseHour') {
  // The two have the same columns and relations, but TypeScript takes no delegate of one model for that of another.
  const rowsOf = (tx: Tx) =>
    table === 'NewClientHour' ? tx.newClientHour : (tx.endedLeaseHour as unknown as Tx['newClientHour']);
  const writeCounts = bulkWriter({
    table,
    shared: ['serverId', 'hour'],
    columns: { poolId: 'INTEGER', count: 'INTEGER' },
    key: ['poolId', 'serverId', 'hour'],
  });
  const removal = [
    `DELETE FROM "${table}" WHERE "hour" < `,
    ` AND EXISTS (
      SELECT 1 FROM "${table}" AS earlier
      WHERE earlier."poolId" = "${table}"."poolId" AND earlier."serverId" = "${table}"."serverId"
        AND earlier."hour" < "${table}"."hour"
    )`,
  ];

  /** First and last hour of each pool by each server. */
  async function reachOfPools(tx: Tx, pairId: number) {
    const rows = await rowsOf(tx).groupBy({
      by: ['poolId', 'serverId'],
      where: { pool: { pairId } },
      _min: { hour: true },
      _max: { hour: true },
      orderBy: [{ serverId: 'asc' }, { poolId: 'asc' }],
    });
    return rows.flatMap(({ poolId, serverId, _min, _max }) =>
      _min.hour && _max.hour
        ? [{ poolId, serverId, first: _min.hour.getTime(), last: _max.hour.getTime() }]
        : [],
    );
  }

  return {
    /**
     * Adds to what is known of an hour. Say 0 of a pool when its counting begins, and of at least one pool in every hour
     * the file is read in: an hour of which a server has no row counts as one nobody watched.
     */
    async add(tx: Tx, { serverId, hour, counts }: PoolHourCounts): Promise<void> {
      const at = toDate(Math.floor(hour / HOUR_MS) * HOUR_MS);
      const before = await rowsOf(tx).findMany({
        where: { serverId, hour: at },
        select: { poolId: true, count: true },
      });
      const known = new Map(before.map(({ poolId, count }) => [poolId, count]));
      const rows = counts
        .filter(({ poolId, count }) => count > 0 || !known.has(poolId))
        .map(({ poolId, count }) => ({ poolId, count: count + (known.get(poolId) ?? 0) }));
      await writeCounts(tx, [serverId, at], rows);
    },

    /** What is known, of every server of a pair that told anything. The first hour of a pool, read in part only, is left out. */
    async load(
      tx: Tx,
      pairId: number,
      { notBefore, isWanted = () => true }: WhichHours,
    ): Promise<ServerPoolHours[]> {
      const since = Math.ceil(notBefore / HOUR_MS) * HOUR_MS;
      const reaches = await reachOfPools(tx, pairId);
      const servers = new Map<number, ServerPoolHours>();
      for (const { poolId, serverId, first } of reaches) {
        const server = servers.get(serverId) ?? { serverId, watched: new Set(), pools: new Map() };
        server.pools.set(poolId, { since: Math.max(first + HOUR_MS, since), hours: [] });
        servers.set(serverId, server);
      }
      const firstOfAll = Math.min(...reaches.map(({ first }) => first));
      const lastOfAll = Math.max(...reaches.map(({ last }) => last));
      // A day at a time: a thousand pools have some ten thousand rows of it.
      for (let from = Math.max(since, firstOfAll); from <= lastOfAll; from += DAY_MS) {
        const hours = HOURS_OF_DAY.map((ms) => from + ms).filter(isWanted);
        if (hours.length === 0) continue;
        const rows = await rowsOf(tx).findMany({
          where: { pool: { pairId }, hour: { in: hours.map((hour) => toDate(hour)) } },
          orderBy: { hour: 'asc' },
        });
        for (const { poolId, serverId, hour, count } of rows) {
          const server = servers.get(serverId);
          const pool = server?.pools.get(poolId);
          server?.watched.add(hour.getTime());
          if (pool && count > 0 && hour.getTime() >= pool.since)
            pool.hours.push({ hour: hour.getTime(), count });
        }
      }
      return [...servers.values()];
    },

    /** Forgets hours before a time, but the first of each pool and server, which tells since when it is counted; gives how many. */
    prune: (tx: Tx, before: number): Promise<number> =>
      tx.$executeRaw(new Prisma.Sql(removal, [toDate(before)])),
  };
}
