import { BUCKET_MS, FIGURES, type PoolSource } from '../contracts/history.ts';
import type { LeaseCounts } from '../contracts/lease-counts.ts';
import type { OmapiCounters } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import { madeOnlyUpTo } from './history-progress.ts';
import { toDate } from './time.ts';

/** What one source of one server told of one pool at one time. Times in milliseconds by Pairwatch's clock. */
export type PoolReading = {
  poolId: number;
  serverId: number;
  observedAt: number;
  /** How often it is read: the ruler for a gap. */
  intervalMs: number;
} & ({ source: 'omapi'; values: OmapiCounters } | { source: 'leases'; values: LeaseCounts });

/** Readings further apart than this were not one unbroken watch. */
const GAP_INTERVALS = 3;

/**
 * Keeps one reading of a pool: it prolongs the newest row when that says the same and is not too long ago, else it
 * begins a new one. So a time nobody watched stays a gap. No row crosses a five-minute mark. A reading told twice
 * counts once; one that comes late has the buckets of its time made again.
 */
export async function recordPoolSample(tx: Tx, reading: PoolReading): Promise<void> {
  const { poolId, serverId, source, observedAt, intervalMs } = reading;
  const series = { poolId, serverId, source };
  const values = valuesText(source, reading.values);
  const at = toDate(observedAt);
  const slot = Math.floor(observedAt / BUCKET_MS['5m']) * BUCKET_MS['5m'];
  const { count } = await tx.poolSample.updateMany({
    where: {
      ...series,
      latest: true,
      values,
      intervalMs,
      from: { gte: toDate(slot) },
      until: { gte: toDate(observedAt - GAP_INTERVALS * intervalMs), lt: at },
    },
    data: { until: at, count: { increment: 1 } },
  });
  if (count > 0) return;
  const known = await tx.poolSample.findFirst({
    where: { ...series, OR: [{ from: at }, { until: at }] },
    select: { from: true },
  });
  if (known) return;
  await tx.poolSample.updateMany({ where: { ...series, latest: true }, data: { latest: false } });
  const span = { from: at, until: at, count: 1, intervalMs };
  await tx.poolSample.create({ data: { ...series, ...span, values, latest: true } });
  await madeOnlyUpTo(tx, slot);
}

/** The figures as text, always in one order. */
function valuesText(source: PoolSource, values: OmapiCounters | LeaseCounts): string {
  return JSON.stringify(values, [...FIGURES[source]]);
}
