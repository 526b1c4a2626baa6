import type { Tx } from '../db/client.ts';
import { saveLeaseFile } from '../store/lease-file.ts';
import { recordPoolSample } from '../store/pool-samples.ts';
import { presentPools } from '../store/pool-settings.ts';
import { savePools } from '../store/pools.ts';
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
  for (const { pool, counts } of counted) {
    const poolId = ids.get(pool.key);
    if (poolId === undefined) throw new Error(`pool ${pool.key} was saved but got no id`);
    await recordPoolSample(tx, {
      poolId,
      serverId,
      source: 'leases',
      values: counts,
      observedAt: file.readAt,
      intervalMs: health.intervalMs,
    });
  }
}
