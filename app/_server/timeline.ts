import type { TimelineDto, TimelineQuery } from '@/lib/contracts/timeline.ts';
import { pairTimeline } from '@/lib/store/timeline.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** What happened to a pair within a time. Throws `Problem`. */
export async function readTimeline(pair: string, query: TimelineQuery, now: number): Promise<TimelineDto> {
  const found = await readDatabase((tx) => pairTimeline(tx, pair, query, now));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}
