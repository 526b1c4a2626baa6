import type { Tx } from '../db/client.ts';
import { recordBacklog } from '../store/backlog-spans.ts';
import { addEndedLeases } from '../store/ended-leases.ts';
import { saveLeaseFile } from '../store/lease-file.ts';
import { addNewClients } from '../store/new-clients.ts';
import { recordPoolSamples } from '../store/pool-samples.ts';
import { presentPools } from '../store/pool-settings.ts';
import { idOfPool, savePools } from '../store/pools.ts';
import type { Changes, LeaseFileChange } from './changes.ts';
import { countsByPool } from './lease-pools.ts';
import type { CountByRange } from './reading.ts';

/** Writes how far a lease file was read, what was counted in it, and the counts of each pool into its history. */
export async function ingestLeaseFile(
  tx: Tx,
  pairId: number,
  { serverId, health }: Changes,
  file: LeaseFileChange,
): Promise<void> {
  await saveLeaseFile(tx, serverId, file);
  const { backlog: count, readAt: now } = file;
  await recordBacklog(tx, serverId, { count, now, intervalMs: health.intervalMs });
  const counted = countsByPool(file.counts.ranges, await presentPools(tx, pairId));
  const ids = await savePools(
    tx,
    pairId,
    counted.map(({ pool }) => pool),
    { serverId, source: 'leases', whole: true, now: file.readAt },
  );
  await recordPoolSamples(tx, {
    serverId,
    source: 'leases',
    observedAt: file.readAt,
    intervalMs: health.intervalMs,
    pools: counted.map(({ pool, counts }) => ({ poolId: idOfPool(ids, pool.key), values: counts })),
  });
  const hour = { serverId, hour: file.readAt };
  const pools = counted.map(({ pool }) => ({ id: idOfPool(ids, pool.key), ...pool }));
  const newClients = countsOf(pools, file.newClients, file);
  if (newClients.length > 0) await addNewClients(tx, { ...hour, counts: newClients });
  const endings = countsOf(pools, file.endings, file);
  if (endings.length > 0) await addEndedLeases(tx, { ...hour, counts: endings });
}

/** What was told of ranges, by their pools; those without any are told only once an hour. */
function countsOf(
  pools: readonly { id: number; ranges: { low: string }[] }[],
  told: readonly CountByRange[],
  { beginsHour }: LeaseFileChange,
): { poolId: number; count: number }[] {
  if (told.length === 0 && !beginsHour) return [];
  const byLow = new Map(told.map(({ low, count }) => [low, count]));
  const counts = pools.map(({ id, ranges }) => ({
    poolId: id,
    count: ranges.reduce((sum, { low }) => sum + (byLow.get(low) ?? 0), 0),
  }));
  return beginsHour ? counts : counts.filter(({ count }) => count > 0);
}
