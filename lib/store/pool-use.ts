import type { HistoryQuery } from '../contracts/history.ts';
import type { PoolUseDto } from '../contracts/pool-use.ts';
import type { Tx } from '../db/client.ts';
import { poolUse } from '../history/pool-use.ts';
import { poolHistory } from './pool-history.ts';

/** How a pool was used, as charts draw it; null where `poolHistory` gives null. */
export async function poolUseWithin(
  tx: Tx,
  pairName: string,
  poolId: number,
  query: HistoryQuery,
  now: number,
): Promise<Omit<PoolUseDto, 'now'> | null> {
  const history = await poolHistory(tx, pairName, poolId, query, now, 'use');
  return history && poolUse(history);
}
