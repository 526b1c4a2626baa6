import type { PoolHistoryDto, PoolHistoryQuery } from '@/lib/contracts/history.ts';
import { findPair } from '@/lib/store/pairs.ts';
import { poolHistory } from '@/lib/store/pool-history.ts';
import { readDatabase } from './database.ts';
import { poolIdOf, poolUnknown } from './pool-id.ts';
import { pairUnknown } from './problem.ts';

/** How full a pool was. Throws `Problem`: for a pair nobody knows another one than for a pool its pair never had. */
export async function readPoolHistory(
  pair: string,
  pool: string,
  query: PoolHistoryQuery,
  now: number,
): Promise<PoolHistoryDto> {
  const poolId = poolIdOf(pool);
  const found = await readDatabase(async (tx) => {
    const history = poolId === null ? null : await poolHistory(tx, pair, poolId, query, now);
    return history ?? ((await findPair(tx, pair, now)) === null ? 'no pair' : 'no pool');
  });
  if (found === 'no pair') throw pairUnknown(pair);
  if (found === 'no pool') throw poolUnknown(pair, pool);
  return { now: new Date(now).toISOString(), ...found };
}
