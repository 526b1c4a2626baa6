import { isDeepStrictEqual } from 'node:util';
import { type PoolDto, type PoolListDto, poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { Pool, PoolSample, Server, Source } from '../db/generated/sqlite/client.ts';
import { freshness } from '../pair/freshness.ts';
import { jsonColumn } from './json.ts';
import { byRole } from './servers.ts';
import { toDate, toIso, toMs } from './time.ts';

export type PoolSetting = {
  /** Stays the same as long as the configuration does; unique within the pair. */
  key: string;
  sharedNetwork: string;
  /** null for a pool outside failover. */
  peerName: string | null;
  ranges: { low: string; high: string }[];
  addressCount: number;
};

export type PoolsRead = {
  /** The server whose configuration they were read from. */
  serverId: number;
  /** Whether these are all: only then those that are missing count as gone from this server. */
  whole: boolean;
  now: number;
};

/**
 * Keeps the pools one server knows and gives their ids by key. A pool is removed when no server knows it any more; its
 * history stays, and it comes back with it.
 */
export async function savePools(
  tx: Tx,
  pairId: number,
  pools: PoolSetting[],
  { serverId, whole, now }: PoolsRead,
): Promise<Map<string, number>> {
  const known = new Map((await tx.pool.findMany({ where: { pairId } })).map((row) => [row.key, row]));
  const ids = new Map<string, number>();
  for (const [position, pool] of pools.entries()) {
    ids.set(pool.key, await savePool(tx, pairId, { ...pool, position }, known.get(pool.key)));
  }
  if (whole) await removeOthers(tx, pairId, serverId, [...ids.values()], now);
  return ids;
}

async function savePool(
  tx: Tx,
  pairId: number,
  { key, sharedNetwork, peerName, ranges, addressCount, position }: PoolSetting & { position: number },
  known: Pool | undefined,
): Promise<number> {
  const columns = {
    sharedNetwork,
    peerName,
    ranges: jsonColumn(ranges),
    addressCount,
    position,
    removedAt: null,
  };
  if (!known) {
    const { id } = await tx.pool.create({ data: { pairId, key, ...columns }, select: { id: true } });
    return id;
  }
  const { id, ...rest } = known;
  // Read every few seconds and changed perhaps once a month.
  if (!isDeepStrictEqual({ ...rest, ...columns }, rest))
    await tx.pool.update({ where: { id }, data: columns });
  return id;
}

async function removeOthers(
  tx: Tx,
  pairId: number,
  serverId: number,
  poolIds: number[],
  now: number,
): Promise<void> {
  await tx.poolSample.updateMany({
    where: { serverId, latest: true, poolId: { notIn: poolIds } },
    data: { latest: false },
  });
  await tx.pool.updateMany({
    where: { pairId, removedAt: null, id: { notIn: poolIds }, samples: { none: { latest: true } } },
    data: { removedAt: toDate(now) },
  });
}

export type PoolCounters = {
  poolId: number;
  serverId: number;
  leaseCount: number;
  freeLeases: number;
  backupLeases: number;
  observedAt: number;
  /** How often they are read: the ruler for a gap. */
  intervalMs: number;
};

/** Readings further apart than this were not one unbroken watch. */
const GAP_INTERVALS = 3;

/**
 * Keeps one reading of a pool's counters by one server: it prolongs the reading before when that said the same and
 * is not too long ago, else it begins a new row. So a time nobody watched stays a gap.
 */
export async function recordPoolCounters(tx: Tx, reading: PoolCounters): Promise<void> {
  const { observedAt, intervalMs, poolId, serverId, ...counters } = reading;
  const at = toDate(observedAt);
  const newest = { poolId, serverId, latest: true };
  const { count } = await tx.poolSample.updateMany({
    where: {
      ...newest,
      ...counters,
      until: { gte: toDate(observedAt - GAP_INTERVALS * intervalMs), lte: at },
    },
    data: { until: at },
  });
  if (count > 0) return;
  await tx.poolSample.updateMany({ where: newest, data: { latest: false } });
  await tx.poolSample.create({ data: { ...newest, ...counters, from: at, until: at } });
}

/** The pools of a pair with what each server counted last, and why some are missing; null for a name not in the settings. */
export async function listPools(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<PoolListDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: { where: { kind: 'pools' } } } },
      pools: {
        where: { removedAt: null },
        include: { samples: { where: { latest: true } } },
        orderBy: { position: 'asc' },
      },
    },
  });
  if (!pair) return null;
  const servers = pair.servers.sort(byRole);
  return {
    pools: pair.pools.map((pool) => poolDto(pool, servers, now)),
    note: noteOf(servers),
  };
}

type ServerWithSource = Server & { sources: Source[] };

function poolDto(pool: Pool & { samples: PoolSample[] }, servers: ServerWithSource[], now: number): PoolDto {
  return {
    key: pool.key,
    sharedNetwork: pool.sharedNetwork,
    peer: pool.peerName,
    ranges: poolSchema.shape.ranges.parse(pool.ranges),
    addressCount: pool.addressCount,
    counters: servers.flatMap((server) => {
      const [source] = server.sources;
      const sample = pool.samples.find(({ serverId }) => serverId === server.id);
      if (!source || !sample) return [];
      const { leaseCount, freeLeases, backupLeases, until } = sample;
      return {
        server: server.name,
        leaseCount,
        freeLeases,
        backupLeases,
        usedLeases: leaseCount - freeLeases - backupLeases,
        observedAt: toIso(until),
        freshness: freshness(toMs(until), source.intervalMs, now),
      };
    }),
  };
}

/** Why pools are not read, each reason once with the servers it is true of; null when all are. */
function noteOf(servers: readonly ServerWithSource[]): string | null {
  const namesByReason = new Map<string, string[]>();
  for (const server of servers) {
    const reason = whyNotRead(server);
    if (reason !== null) namesByReason.set(reason, [...(namesByReason.get(reason) ?? []), server.name]);
  }
  const notes = [...namesByReason].map(([reason, names]) => `Pools of ${names.join(' and ')}: ${reason}`);
  return notes.length === 0 ? null : notes.map(asSentence).join(' ');
}

function whyNotRead({ sources: [source] }: ServerWithSource): string | null {
  if (!source) return 'not read, because the settings name no config.path.';
  if (source.lastAttemptAt === null) return 'not read yet.';
  return source.failureKind === null ? null : source.failureMessage;
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
