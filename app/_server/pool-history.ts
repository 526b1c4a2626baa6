import type { HistoryQuery, PoolHistoryDto } from '@/lib/contracts/history.ts';
import type { PoolUseDto } from '@/lib/contracts/pool-use.ts';
import type { Tx } from '@/lib/db/client.ts';
import { findPair } from '@/lib/store/pairs.ts';
import { poolHistory } from '@/lib/store/pool-history.ts';
import { poolUseWithin } from '@/lib/store/pool-use.ts';
import { readDatabase } from './database.ts';
import { poolIdOf, poolUnknown } from './pool-id.ts';
import { pairUnknown } from './problem.ts';

type OfPool = { pair: string; pool: string };

/** How full a pool was. Throws `Problem`: for a pair nobody knows another one than for a pool its pair never had. */
export function readPoolHistory(of: OfPool, query: HistoryQuery, now: number): Promise<PoolHistoryDto> {
  return readOfPool(of, now, (tx, poolId) => poolHistory(tx, of.pair, poolId, query, now));
}

/** How it was used, as charts draw it. Throws as `readPoolHistory` does. */
export function readPoolUse(of: OfPool, query: HistoryQuery, now: number): Promise<PoolUseDto> {
  return readOfPool(of, now, (tx, poolId) => poolUseWithin(tx, of.pair, poolId, query, now));
}

async function readOfPool<Found extends object>(
  { pair, pool }: OfPool,
  now: number,
  read: (tx: Tx, poolId: number) => Promise<Found | null>,
): Promise<Found & { now: string }> {
  const poolId = poolIdOf(pool);
  const found = await readDatabase(async (tx) => {
    const ofPool = poolId === null ? null : await read(tx, poolId);
    return ofPool ?? ((await findPair(tx, pair, now)) === null ? 'no pair' : 'no pool');
  });
  if (found === 'no pair') throw pairUnknown(pair);
  if (found === 'no pool') throw poolUnknown(pair, pool);
  return { now: new Date(now).toISOString(), ...found };
}
