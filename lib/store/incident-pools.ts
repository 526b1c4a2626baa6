import type { AlertDto } from '../contracts/alert.ts';
import { type PoolSource, poolSourceSchema } from '../contracts/history.ts';
import type { AffectedPoolDto } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import { poolStatsSchema, poolValuesSchema } from './pool-figures.ts';
import { toDate, toIso, toMs } from './time.ts';

const MOST_POOLS = 20;
/** So much of the time is looked at reading by reading, what came before in what was summed up. */
const READINGS_MS = 10 * 60_000;
/** Readings are kept as spans that cross no five-minute mark. */
const BUCKET_MS = 300_000;
const HOUR_MS = 3_600_000;
const FINE_MS = 6 * HOUR_MS;

type Worst = AffectedPoolDto['mostActive'];
type Figures = Pick<AffectedPoolDto, 'mostActive' | 'fewestFree' | 'fewestBackup'>;

/** The pools that alerts of one pair are about, those with the most alerts first, and how far each went within a time. */
export async function affectedPools(
  tx: Tx,
  pairId: number,
  alerts: readonly AlertDto[],
  time: { from: number; to: number },
): Promise<AffectedPoolDto[]> {
  const alertIds = new Map<string, number[]>();
  for (const { id, subject } of alerts)
    if (subject.pool !== null) alertIds.set(subject.pool, [...(alertIds.get(subject.pool) ?? []), id]);
  const keys = [...alertIds]
    .sort(([, one], [, other]) => other.length - one.length || Math.min(...one) - Math.min(...other))
    .slice(0, MOST_POOLS);
  const pools = await tx.pool.findMany({ where: { pairId, key: { in: keys.map(([key]) => key) } } });
  const ids = pools.map(({ id }) => id);
  const worstOf = await worstOfPools(tx, pairId, ids, time);
  return keys.map(([key, ofPool]) => {
    const pool = pools.find((each) => each.key === key);
    return {
      id: pool?.id ?? null,
      key,
      sharedNetwork: pool?.sharedNetwork ?? null,
      addressCount: pool?.addressCount ?? null,
      alertIds: ofPool,
      ...(pool ? worstOf(pool.id) : NOTHING_READ),
    };
  });
}

/** How far each of these pools of one pair went within a time, by the pool's id. */
export async function worstOfPools(
  tx: Tx,
  pairId: number,
  poolIds: number[],
  time: { from: number; to: number },
): Promise<(poolId: number) => Figures> {
  const figures =
    poolIds.length === 0 ? new Map<number, Figures>() : await worstIn(tx, pairId, poolIds, time);
  return (poolId) => figures.get(poolId) ?? NOTHING_READ;
}

const NOTHING_READ: Figures = { mostActive: null, fewestFree: null, fewestBackup: null };

/** Lowest and highest of one figure, in a reading or in many. */
type Extent = { min: number; max: number };
type Row = {
  poolId: number;
  server: string;
  source: PoolSource;
  at: number;
  extents: Record<string, Extent>;
};

async function worstIn(
  tx: Tx,
  pairId: number,
  poolIds: number[],
  { from, to }: { from: number; to: number },
): Promise<Map<number, Figures>> {
  const servers = await tx.server.findMany({ where: { pairId }, select: { id: true, name: true } });
  const nameOf = (id: number) => servers.find((server) => server.id === id)?.name ?? '';
  const series = {
    poolId: { in: poolIds },
    serverId: { in: servers.map(({ id }) => id) },
    source: { in: [...poolSourceSchema.options] },
  };
  const [tier, lengthMs] = to - from <= FINE_MS ? (['5m', BUCKET_MS] as const) : (['1h', HOUR_MS] as const);
  const begin = Math.floor(from / lengthMs) * lengthMs;
  const readFrom = Math.max(from, to - READINGS_MS);
  const samples = await tx.poolSample.findMany({
    where: {
      ...series,
      from: { gte: toDate(readFrom - BUCKET_MS), lte: toDate(to) },
      until: { gte: toDate(readFrom) },
    },
  });
  // A short time has all its readings; the stretch in which it began had others too.
  const isRead = readFrom === from && samples.length > 0;
  const buckets = isRead
    ? []
    : await tx.poolBucket.findMany({
        where: { tier, ...series, at: { gte: toDate(begin), lt: toDate(to) } },
      });
  const rows: Row[] = [
    ...samples.map(({ poolId, serverId, source, from: at, values }) => ({
      poolId,
      server: nameOf(serverId),
      source: poolSourceSchema.parse(source),
      at: Math.max(from, toMs(at)),
      extents: extentsOf(poolValuesSchema.parse(JSON.parse(values))),
    })),
    ...buckets.map(({ poolId, serverId, source, at, stats }) => ({
      poolId,
      server: nameOf(serverId),
      source: poolSourceSchema.parse(source),
      at: Math.max(from, toMs(at)),
      extents: poolStatsSchema.parse(stats),
    })),
  ];
  return new Map(poolIds.map((id) => [id, figuresOf(rows.filter(({ poolId }) => poolId === id))]));
}

function extentsOf(values: Record<string, number>): Record<string, Extent> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { min: value, max: value }]),
  );
}

function figuresOf(rows: readonly Row[]): Figures {
  return {
    mostActive: worst(rows, ['active'], (extent) => -extent.max),
    fewestFree: worst(rows, ['freeLeases', 'free'], (extent) => extent.min),
    fewestBackup: worst(rows, ['backupLeases', 'backup'], (extent) => extent.min),
  };
}

/** The first of the lowest by `measure`, of a figure that is named by one of `names` in each source. */
function worst(rows: readonly Row[], names: readonly string[], measure: (extent: Extent) => number): Worst {
  let lowest: { measured: number; row: Row } | null = null;
  for (const row of rows.toSorted((one, other) => one.at - other.at)) {
    const extent = names.map((name) => row.extents[name]).find((each) => each !== undefined);
    if (extent === undefined) continue;
    const measured = measure(extent);
    if (lowest === null || measured < lowest.measured) lowest = { measured, row };
  }
  if (lowest === null) return null;
  const { server, source, at } = lowest.row;
  return { value: Math.abs(lowest.measured), server, source, at: toIso(toDate(at)) };
}
