import { isDeepStrictEqual } from 'node:util';
import type { PoolSource } from '../contracts/history.ts';
import {
  type LeaseFileDto,
  leaseCountsSchema,
  leaseFileCountsSchema,
  leaseTotals,
} from '../contracts/lease-counts.ts';
import { omapiCountersSchema, type PoolDto, type PoolListDto, poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { LeaseFile, Pool, PoolSample, Server, Source } from '../db/generated/sqlite/client.ts';
import type { SourceKind } from '../pair/facts.ts';
import { freshness } from '../pair/freshness.ts';
import { idParts } from './id-parts.ts';
import { jsonColumn } from './json.ts';
import { isReadWhole } from './lease-file.ts';
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
  /** The server whose configuration they were read from, and which way it was asked for them. */
  serverId: number;
  source: PoolSource;
  /** Whether these are all it has by this source: only then those that are missing count as gone from there. */
  whole: boolean;
  now: number;
};

/** What it is called among the sources of a server. */
export const SOURCE_KIND = { omapi: 'pools', leases: 'leases' } as const satisfies Record<
  PoolSource,
  SourceKind
>;

/**
 * Keeps the pools that one source of one server knows, in their order, and gives their ids by key. A pool is removed
 * when no source of any server knows it any more; its history stays, and it comes back with it. Follow it with
 * `recordPoolSamples` in the same transaction: what was recorded last is what a source is held to know.
 */
export async function savePools(
  tx: Tx,
  pairId: number,
  pools: PoolSetting[],
  read: PoolsRead,
): Promise<Map<string, number>> {
  const known = new Map((await tx.pool.findMany({ where: { pairId } })).map((row) => [row.key, row]));
  const ids = new Map<string, number>();
  const positions = positionsOf(pools.map(({ key }) => known.get(key)?.position ?? null));
  for (const [index, pool] of pools.entries()) {
    const position = positions[index] ?? index;
    ids.set(pool.key, await savePool(tx, pairId, { ...pool, position }, known.get(pool.key)));
  }
  if (read.whole) await removeOthers(tx, others([...known.values()], ids), read);
  return ids;
}

/** Of the ids that `savePools` gave. Throws for a pool that was not among those saved. */
export function idOfPool(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`pool ${key} was saved but got no id`);
  return id;
}

/** They stay where they are while in order: a source that knows but some of the pools says nothing about their places. */
function positionsOf(present: readonly (number | null)[]): (number | null)[] {
  const inOrder = present.every(
    (position, index) => position !== null && position > (present[index - 1] ?? -1),
  );
  return present.map((position, index) => (inOrder ? position : index));
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

/** Of the pools that are not removed, those that were not read. */
function others(known: readonly Pool[], read: ReadonlyMap<string, number>): number[] {
  return known.filter(({ key, removedAt }) => removedAt === null && !read.has(key)).map(({ id }) => id);
}

async function removeOthers(tx: Tx, poolIds: number[], { serverId, source, now }: PoolsRead): Promise<void> {
  for (const ids of idParts(poolIds)) {
    await tx.poolSample.updateMany({
      where: { serverId, source, latest: true, poolId: { in: ids } },
      data: { latest: false },
    });
    await tx.pool.updateMany({
      where: { id: { in: ids }, samples: { none: { latest: true, OR: STILL_READ } } },
      data: { removedAt: toDate(now) },
    });
  }
}

/** Samples of a server and a source that the settings still name. */
const STILL_READ = Object.entries(SOURCE_KIND).map(([source, kind]) => ({
  source,
  server: { removedAt: null, sources: { some: { kind } } },
}));

/** The pools of a pair with what each server counted last, and why some are missing; null for a name not in the settings. */
export async function listPools(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<PoolListDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: true, leaseFile: true } },
      pools: {
        where: { removedAt: null },
        include: { samples: { where: { latest: true } } },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
  });
  if (!pair) return null;
  const servers = pair.servers.sort(byRole);
  return {
    pools: pair.pools.map((pool) => poolDto(pool, servers, now)),
    leaseFiles: servers.flatMap((server) => leaseFileDto(server, now)),
    note: noteOf(servers),
  };
}

type PoolTeller = Server & { sources: Source[] };
type ServerRow = PoolTeller & { leaseFile: LeaseFile | null };

/** A pool with what each server told of it last. */
export function poolDto(
  pool: Pool & { samples: PoolSample[] },
  servers: readonly PoolTeller[],
  now: number,
): PoolDto {
  return {
    id: pool.id,
    key: pool.key,
    sharedNetwork: pool.sharedNetwork,
    peer: pool.peerName,
    ranges: poolSchema.shape.ranges.parse(pool.ranges),
    addressCount: pool.addressCount,
    counters: latestReadings(pool.samples, 'omapi', servers, now).map(({ values, ...reading }) => {
      const counters = omapiCountersSchema.parse(values);
      const { leaseCount, freeLeases, backupLeases } = counters;
      return { ...reading, ...counters, usedLeases: leaseCount - freeLeases - backupLeases };
    }),
    leaseFile: latestReadings(pool.samples, 'leases', servers, now).map(({ values, ...reading }) => ({
      ...reading,
      ...leaseCountsSchema.parse(values),
    })),
  };
}

/** What each server told last by one source. */
function latestReadings(
  samples: PoolSample[],
  source: PoolSource,
  servers: readonly PoolTeller[],
  now: number,
) {
  return servers.flatMap((server) => {
    const intervalMs = sourceOf(server, SOURCE_KIND[source])?.intervalMs;
    const sample = samples.find((row) => row.serverId === server.id && row.source === source);
    if (intervalMs === undefined || !sample) return [];
    return [
      {
        server: server.name,
        observedAt: toIso(sample.until),
        freshness: freshness(toMs(sample.until), intervalMs, now),
        values: JSON.parse(sample.values) as unknown,
      },
    ];
  });
}

/** None while the file was not read to its end once. */
function leaseFileDto(server: ServerRow, now: number): LeaseFileDto[] {
  const { leaseFile: file } = server;
  const intervalMs = sourceOf(server, SOURCE_KIND.leases)?.intervalMs;
  if (!file || file.identity === null || intervalMs === undefined) return [];
  const counts = leaseFileCountsSchema.parse(file.counts);
  if (!isReadWhole(counts)) return [];
  return [
    {
      server: server.name,
      path: file.path,
      sizeBytes: Number(file.sizeBytes),
      readAt: toIso(file.readAt),
      freshness: freshness(toMs(file.readAt), intervalMs, now),
      rewrittenAt: toIso(file.rewrittenAt),
      ...counts,
      ...leaseTotals(counts.ranges),
    },
  ];
}

function sourceOf(server: Pick<ServerRow, 'sources'>, kind: SourceKind): Source | undefined {
  return server.sources.find((source) => source.kind === kind);
}

/** Why pools are not read, each reason once with the servers it is true of; null when all are. */
export function noteOf(servers: readonly Pick<ServerRow, 'name' | 'sources'>[]): string | null {
  const namesByReason = new Map<string, string[]>();
  for (const server of servers) {
    const reason = whyNotRead(sourceOf(server, SOURCE_KIND.omapi));
    if (reason !== null) namesByReason.set(reason, [...(namesByReason.get(reason) ?? []), server.name]);
  }
  const notes = [...namesByReason].map(([reason, names]) => `Pools of ${names.join(' and ')}: ${reason}`);
  return notes.length === 0 ? null : notes.map(asSentence).join(' ');
}

function whyNotRead(source: Source | undefined): string | null {
  if (!source) return 'not read, because the settings name no config.path.';
  if (source.lastAttemptAt === null) return 'not read yet.';
  return source.failureKind === null ? null : source.failureMessage;
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
