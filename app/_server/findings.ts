import type { FindingListDto, FindingQuery } from '@/lib/contracts/finding.ts';
import { listFindings } from '@/lib/store/findings.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** What is, or was, not as it should be with a pair. Throws `Problem`. */
export async function readFindings(pair: string, query: FindingQuery): Promise<FindingListDto> {
  const now = new Date().toISOString();
  const found = await readDatabase((tx) => listFindings(tx, pair, query));
  if (found === null) throw pairUnknown(pair);
  return { now, ...found };
}
