import { poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { PoolSetting } from './pools.ts';

/** The pools of a pair as they are kept now, in their order. */
export async function presentPools(tx: Tx, pairId: number): Promise<PoolSetting[]> {
  const rows = await tx.pool.findMany({
    where: { pairId, removedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ key, sharedNetwork, peerName, ranges, addressCount }) => ({
    key,
    sharedNetwork,
    peerName,
    ranges: poolSchema.shape.ranges.parse(ranges),
    addressCount,
  }));
}

/** The key of every pool that a pair has, or had, by its id. */
export async function poolKeys(tx: Tx, pairId: number): Promise<Map<number, string>> {
  const rows = await tx.pool.findMany({ where: { pairId }, select: { id: true, key: true } });
  return new Map(rows.map(({ id, key }) => [id, key]));
}
