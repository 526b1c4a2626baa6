import type { PoolsAtRiskDto } from '@/lib/contracts/pools-at-risk.ts';
import { poolsAtRisk } from '@/lib/store/pools-at-risk.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** The pools of a pair most at risk. Throws `Problem`. */
export async function readPoolsAtRisk(pair: string): Promise<PoolsAtRiskDto> {
  const now = Date.now();
  const found = await readDatabase((tx) => poolsAtRisk(tx, pair, now));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
