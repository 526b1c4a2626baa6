import type { ClockHistoryDto } from '@/lib/contracts/clock-history.ts';
import type { HistoryQuery } from '@/lib/contracts/history.ts';
import { clockHistory, keptStretches } from '@/lib/store/clock-history.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';
import { singleton } from './singleton.ts';

/** How the clocks of a pair stood within a time. Throws `Problem`. */
export async function readClockHistory(
  pair: string,
  query: HistoryQuery,
  now: number,
): Promise<ClockHistoryDto> {
  const kept = singleton('kept-clocks', keptStretches);
  const found = await readDatabase((tx) => clockHistory(tx, pair, query, { now, kept }));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
