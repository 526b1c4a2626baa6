import type { TimelineQuery } from '@/lib/contracts/timeline.ts';
import type { TransitionsDto } from '@/lib/contracts/transitions.ts';
import { pairTransitions } from '@/lib/store/transitions.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** The changes of state of a pair's servers within a time, in groups. Throws `Problem`. */
export async function readTransitions(
  pair: string,
  query: TimelineQuery,
  now: number,
): Promise<TransitionsDto> {
  const found = await readDatabase((tx) => pairTransitions(tx, pair, query));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
