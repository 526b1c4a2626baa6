import type { ClockHistoryDto } from '@/lib/contracts/clock-history.ts';
import type { HistoryQuery } from '@/lib/contracts/history.ts';
import { clockHistory } from '@/lib/store/clock-history.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** How the clocks of a pair stood within a time. Throws `Problem`. */
export async function readClockHistory(
  pair: string,
  query: HistoryQuery,
  now: number,
): Promise<ClockHistoryDto> {
  const found = await readDatabase((tx) => clockHistory(tx, pair, query));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
