import type { PoolOverviewDto, PoolSparksDto } from '@/lib/contracts/pool-overview.ts';
import { poolOverview } from '@/lib/store/pool-overview.ts';
import { poolSparks } from '@/lib/store/pool-sparks.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** The pools of a pair, one row each. Throws `Problem`. */
export async function readPoolOverview(pair: string): Promise<PoolOverviewDto> {
  const now = new Date().toISOString();
  const found = await readDatabase((tx) => poolOverview(tx, pair));
  if (found === null) throw pairUnknown(pair);
  return { now, ...found };
}

/** How the use of each pool of a pair went in the last day. Throws `Problem`. */
export async function readPoolSparks(pair: string): Promise<PoolSparksDto> {
  const now = Date.now();
  const found = await readDatabase((tx) => poolSparks(tx, pair, now));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
