import type { RedundancyDto, RedundancyQuery } from '@/lib/contracts/redundancy.ts';
import { redundancy } from '@/lib/store/answering-spans.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** How many servers of a pair answered clients, day by day. Throws `Problem`. */
export async function readRedundancy(
  pair: string,
  query: RedundancyQuery,
  now: number,
): Promise<RedundancyDto> {
  const days = await readDatabase((tx) => redundancy(tx, pair, query, now));
  if (days === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), days };
}
