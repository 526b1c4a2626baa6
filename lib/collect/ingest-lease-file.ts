import type { Tx } from '../db/client.ts';
import { saveLeaseFile } from '../store/lease-file.ts';
import { addNewClients } from '../store/new-clients.ts';
import { recordPoolSamples } from '../store/pool-samples.ts';
import { presentPools } from '../store/pool-settings.ts';
import { idOfPool, savePools } from '../store/pools.ts';
import type { Changes, LeaseFileChange } from './changes.ts';
import { countsByPool } from './lease-pools.ts';

/** Writes how far a lease file was read, what was counted in it, and the counts of each pool into its history. */
export async function ingestLeaseFile(
  tx: Tx,
  pairId: number,
  { serverId, health }: Changes,
  file: LeaseFileChange,
): Promise<void> {
  await saveLeaseFile(tx, serverId, file);
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
  await ingestNewClients(
    tx,
    serverId,
    file,
    counted.map(({ pool }) => ({ id: idOfPool(ids, pool.key), ...pool })),
  );
}

async function ingestNewClients(
  tx: Tx,
  serverId: number,
  { newClients, beginsHour, readAt }: LeaseFileChange,
  pools: readonly { id: number; ranges: { low: string }[] }[],
): Promise<void> {
  if (newClients.length === 0 && !beginsHour) return;
  const byLow = new Map(newClients.map(({ low, count }) => [low, count]));
  const counts = pools.map(({ id, ranges }) => ({
    poolId: id,
    count: ranges.reduce((sum, { low }) => sum + (byLow.get(low) ?? 0), 0),
  }));
  const told = beginsHour ? counts : counts.filter(({ count }) => count > 0);
  await addNewClients(tx, { serverId, hour: readAt, counts: told });
}
