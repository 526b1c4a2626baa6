import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import { findPair } from '@/lib/store/pairs.ts';
import { poolDetail } from '@/lib/store/pool-detail.ts';
import { readDatabase } from './database.ts';
import { poolIdOf, poolUnknown } from './pool-id.ts';
import { pairUnknown } from './problem.ts';

/** One pool of a pair. Throws `Problem`: for a pair nobody knows another one than for a pool its pair never had. */
export async function readPool(pair: string, pool: string): Promise<PoolDetailDto> {
  const now = Date.now();
  const poolId = poolIdOf(pool);
  const found = await readDatabase(async (tx) => {
    const detail = poolId === null ? null : await poolDetail(tx, pair, poolId, now);
    return detail ?? ((await findPair(tx, pair, now)) === null ? 'no pair' : 'no pool');
  });
  if (found === 'no pair') throw pairUnknown(pair);
  if (found === 'no pool') throw poolUnknown(pair, pool);
  return { now: new Date(now).toISOString(), ...found };
}
