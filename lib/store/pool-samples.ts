import { BUCKET_MS, FIGURES, type PoolSource } from '../contracts/history.ts';
import type { LeaseCounts } from '../contracts/lease-counts.ts';
import type { OmapiCounters } from '../contracts/pool.ts';
import { bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import type { PoolSample } from '../db/generated/sqlite/client.ts';
import { madeOnlyUpTo } from './history-progress.ts';
import { idParts } from './id-parts.ts';
import { toDate } from './time.ts';

/** One reading of the pools of one server by one source. Times in milliseconds by Pairwatch's clock. */
export type PoolReadings = {
  serverId: number;
  observedAt: number;
  /** How often they are read: the ruler for a gap. */
  intervalMs: number;
} & (
  | { source: 'omapi'; pools: readonly Figures<OmapiCounters>[] }
  | { source: 'leases'; pools: readonly Figures<LeaseCounts>[] }
);

type Figures<Values> = { poolId: number; values: Values };

/** Readings further apart than this were not one unbroken watch. */
const GAP_INTERVALS = 3;

/**
 * Keeps one reading of pools: it prolongs the newest row of each when that says the same and is not too long ago, else it
 * begins a new one. So a time nobody watched stays a gap. No row crosses a five-minute mark. A reading told twice
 * counts once; one that comes late has the buckets of its time made again. A few statements do for any number of pools.
 */
export async function recordPoolSamples(tx: Tx, reading: PoolReadings): Promise<void> {
  const { serverId, source, observedAt, intervalMs } = reading;
  const at = toDate(observedAt);
  const slot = Math.floor(observedAt / BUCKET_MS['5m']) * BUCKET_MS['5m'];
  const goesOn = (row: PoolSample) =>
    row.intervalMs === intervalMs &&
    row.from.getTime() >= slot &&
    row.until.getTime() >= observedAt - GAP_INTERVALS * intervalMs &&
    row.until.getTime() < observedAt;

  const ofThese = (ids: number[]) => ({ serverId, source, poolId: { in: ids } });
  const latest = new Map<number, PoolSample>();
  for (const ids of idParts(reading.pools.map(({ poolId }) => poolId))) {
    const rows = await tx.poolSample.findMany({ where: { ...ofThese(ids), latest: true } });
    for (const row of rows) latest.set(row.poolId, row);
  }
  const same: number[] = [];
  const others = new Map<number, string>();
  for (const { poolId, values } of reading.pools) {
    const text = valuesText(source, values);
    const row = latest.get(poolId);
    if (row && row.values === text && goesOn(row)) same.push(poolId);
    else others.set(poolId, text);
  }

  for (const ids of idParts(same)) {
    const where = { ...ofThese(ids), latest: true };
    await tx.poolSample.updateMany({ where, data: { until: at, count: { increment: 1 } } });
  }
  // Beyond the newest row there is nothing.
  const late = [...others.keys()].filter((id) => (latest.get(id)?.until.getTime() ?? 0) >= observedAt);
  for (const ids of idParts(late)) {
    const where = { ...ofThese(ids), OR: [{ from: at }, { until: at }] };
    for (const { poolId } of await tx.poolSample.findMany({ where, select: { poolId: true } }))
      others.delete(poolId);
  }
  for (const ids of idParts(others.keys()))
    await tx.poolSample.updateMany({ where: { ...ofThese(ids), latest: true }, data: { latest: false } });
  const span = { source, count: 1, intervalMs, latest: true };
  const rows = [...others].map(([poolId, values]) => ({ ...span, poolId, values }));
  await writeSamples(tx, [serverId, at, at], rows);
  if (others.size > 0) await madeOnlyUpTo(tx, slot);
}

const writeSamples = bulkWriter({
  table: 'PoolSample',
  shared: ['serverId', 'from', 'until'],
  columns: {
    poolId: 'INTEGER',
    source: 'TEXT',
    count: 'INTEGER',
    intervalMs: 'INTEGER',
    values: 'TEXT',
    latest: 'BOOLEAN',
  },
});

/** The figures as text, always in one order. */
function valuesText(source: PoolSource, values: OmapiCounters | LeaseCounts): string {
  return JSON.stringify(values, [...FIGURES[source]]);
}
