import { bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type NewClientCounts = {
  serverId: number;
  /** The hour they came in, by any moment of it. */
  hour: number;
  /** No pool twice. A count of 0 is kept too: it says that the pool was watched. */
  counts: readonly { poolId: number; count: number }[];
};

/** New clients of the pools of a pair as one server's lease file told of them. Times in milliseconds. */
export type ServerNewClients = {
  serverId: number;
  /** Hours in which it was not read at all, with the partly read ones at either side. */
  gaps: { from: number; to: number }[];
  /** By pool: begins of the hours with any client, oldest first, and since when the pool is wholly counted. */
  pools: Map<number, { since: number; hours: { hour: number; count: number }[] }>;
};

const writeCounts = bulkWriter({
  table: 'NewClientHour',
  shared: ['serverId', 'hour'],
  columns: { poolId: 'INTEGER', count: 'INTEGER' },
  key: ['poolId', 'serverId', 'hour'],
});

/**
 * Adds clients to what is known of an hour. Say 0 of a pool when its counting begins, and of at least one pool in every
 * hour the file is read in: an hour of which a server has no row counts as one nobody watched.
 */
export async function addNewClients(tx: Tx, { serverId, hour, counts }: NewClientCounts): Promise<void> {
  const at = toDate(Math.floor(hour / HOUR_MS) * HOUR_MS);
  const before = await tx.newClientHour.findMany({
    where: { serverId, hour: at },
    select: { poolId: true, count: true },
  });
  const known = new Map(before.map(({ poolId, count }) => [poolId, count]));
  const rows = counts
    .filter(({ poolId, count }) => count > 0 || !known.has(poolId))
    .map(({ poolId, count }) => ({ poolId, count: count + (known.get(poolId) ?? 0) }));
  await writeCounts(tx, [serverId, at], rows);
}

/** What is known since a time, of every server of a pair that told anything. The first hour of a pool, read in part only, is left out. */
export async function newClientHours(tx: Tx, pairId: number, notBefore: number): Promise<ServerNewClients[]> {
  const since = Math.ceil(notBefore / HOUR_MS) * HOUR_MS;
  const reaches = await reachOfPools(tx, pairId);
  const servers = new Map<number, { watched: Set<number>; pools: ServerNewClients['pools'] }>();
  for (const { poolId, serverId, first } of reaches) {
    const server = servers.get(serverId) ?? { watched: new Set(), pools: new Map() };
    server.pools.set(poolId, { since: Math.max(first + HOUR_MS, since), hours: [] });
    servers.set(serverId, server);
  }
  const firstOfAll = Math.min(...reaches.map(({ first }) => first));
  const lastOfAll = Math.max(...reaches.map(({ last }) => last));
  for (let from = Math.max(since, firstOfAll); from <= lastOfAll; from += DAY_MS) {
    for (const { poolId, serverId, hour, count } of await rowsOfDay(tx, pairId, from)) {
      const server = servers.get(serverId);
      const pool = server?.pools.get(poolId);
      server?.watched.add(hour.getTime());
      if (pool && count > 0 && hour.getTime() >= pool.since) pool.hours.push({ hour: hour.getTime(), count });
    }
  }
  return [...servers].map(([serverId, { watched, pools }]) => ({ serverId, gaps: gapsIn(watched), pools }));
}

/** First and last hour of each pool by each server. */
async function reachOfPools(tx: Tx, pairId: number) {
  const rows = await tx.newClientHour.groupBy({
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

/** A day at a time: a thousand pools have some ten thousand rows of it. */
function rowsOfDay(tx: Tx, pairId: number, from: number) {
  return tx.newClientHour.findMany({
    where: { pool: { pairId }, hour: { gte: toDate(from), lt: toDate(from + DAY_MS) } },
    orderBy: { hour: 'asc' },
  });
}

/** Between two hours that are no neighbours: with both, since how much of them was seen is not known. */
function gapsIn(watched: ReadonlySet<number>): ServerNewClients['gaps'] {
  const hours = [...watched];
  return hours.flatMap((hour, index) => {
    const next = hours[index + 1];
    return next === undefined || next === hour + HOUR_MS ? [] : [{ from: hour, to: next + HOUR_MS }];
  });
}

/** Forgets hours before a time, but the first of each pool and server, which tells since when it is counted; gives how many. */
export function pruneNewClientHours(tx: Tx, before: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "NewClientHour" WHERE "hour" < ${toDate(before)} AND EXISTS (
      SELECT 1 FROM "NewClientHour" AS earlier
      WHERE earlier."poolId" = "NewClientHour"."poolId" AND earlier."serverId" = "NewClientHour"."serverId"
        AND earlier."hour" < "NewClientHour"."hour"
    )`;
}
