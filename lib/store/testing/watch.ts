import type { OmapiCounters } from '../../contracts/pool.ts';
import type { Database } from '../../db/client.ts';
import { recordPoolSamples } from '../pool-samples.ts';
import { savePools } from '../pools.ts';
import { makePair, NOW, pool } from './samples.ts';

export const POOL_INTERVAL_MS = 10_000;
export const COUNTERS: OmapiCounters = { leaseCount: 100, freeLeases: 40, backupLeases: 38 };

export type ReadingChanges = {
  freeLeases?: number;
  values?: OmapiCounters;
  serverId?: number;
  intervalMs?: number;
};

/** A pool of the pair `office`, and what records a reading of it by the primary's OMAPI so long after `NOW`. */
export async function watchPool(db: Database) {
  const ids = await makePair(db);
  const read = { serverId: ids.primaryId, source: 'omapi', whole: true, now: NOW } as const;
  const [poolId = 0] = (await db.write((tx) => savePools(tx, ids.pairId, [pool()], read))).values();

  async function record(
    afterMs: number | readonly number[],
    { freeLeases = COUNTERS.freeLeases, ...changes }: ReadingChanges = {},
  ) {
    await db.write(async (tx) => {
      for (const each of [afterMs].flat()) {
        const { values = { ...COUNTERS, freeLeases }, ...others } = changes;
        await recordPoolSamples(tx, {
          serverId: ids.primaryId,
          source: 'omapi',
          observedAt: NOW + each,
          intervalMs: POOL_INTERVAL_MS,
          pools: [{ poolId, values }],
          ...others,
        });
      }
    });
  }
  return { ...ids, poolId, record };
}

/** Times from one on, before another, an interval apart. */
export function every(intervalMs: number, fromMs: number, beforeMs: number): number[] {
  return Array.from(
    { length: Math.ceil((beforeMs - fromMs) / intervalMs) },
    (_, index) => fromMs + index * intervalMs,
  );
}
