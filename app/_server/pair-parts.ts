import type { PairAnsweringDto } from '@/lib/contracts/answering.ts';
import type { PairEvidenceDto } from '@/lib/contracts/evidence.ts';
import { pairAnswering } from '@/lib/store/answering.ts';
import { pairEvidence } from '@/lib/store/evidence.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** Who answers whom in a pair. Throws `Problem`. */
export async function readAnswering(pair: string): Promise<PairAnsweringDto> {
  const now = Date.now();
  const found = await readDatabase((tx) => pairAnswering(tx, pair, now));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}

/** What both servers of a pair told last, as they told it. Throws `Problem`. */
export async function readEvidence(pair: string): Promise<PairEvidenceDto> {
  const now = new Date().toISOString();
  const found = await readDatabase((tx) => pairEvidence(tx, pair));
  if (found === null) throw pairUnknown(pair);
  return { now, ...found };
}
