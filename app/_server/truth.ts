import { isTruthPart, TRUTH_PARTS, type TruthAnswer, type TruthPart } from '@/lib/contracts/truth.ts';
import { loadPairPart, loadPairParts } from '@/lib/store/pair-parts.ts';
import { readDatabase } from './database.ts';
import { Problem, pairUnknown } from './problem.ts';

/** One part of what is known of a pair beyond its verdict. Throws `Problem`, also for a part that there is not. */
export async function readTruthPart(pair: string, part: string): Promise<TruthAnswer<TruthPart>> {
  if (!isTruthPart(part)) throw partUnknown(pair, part);
  const now = new Date().toISOString();
  const found = await readDatabase((tx) => loadPairPart(tx, pair, part));
  if (found === 'no pair') throw pairUnknown(pair);
  return answerOf(part, found, now);
}

/** Several parts, read at once. Throws `Problem`. */
export async function readTruthParts<Part extends TruthPart>(
  pair: string,
  parts: readonly Part[],
): Promise<(readonly [Part, TruthAnswer<TruthPart>])[]> {
  const now = new Date().toISOString();
  const found = await readDatabase((tx) => loadPairParts(tx, pair, parts));
  if (found === 'no pair') throw pairUnknown(pair);
  return parts.map((part) => [part, answerOf(part, found.get(part) ?? null, now)] as const);
}

function answerOf(
  part: TruthPart,
  found: { observedAt: string; value: unknown } | null,
  now: string,
): TruthAnswer<TruthPart> {
  if (found === null) return { now, observedAt: null, value: null };
  return { now, observedAt: found.observedAt, value: TRUTH_PARTS[part].parse(found.value) };
}

function partUnknown(pair: string, part: string): Problem {
  const list = [
    ...Object.keys(TRUTH_PARTS),
    'pools',
    'leases',
    'findings',
    'redundancy',
    'timeline',
    'answering',
    'evidence',
  ]
    .map((each) => `/api/v1/pairs/${encodeURIComponent(pair)}/${each}`)
    .join(', ');
  return new Problem('not-found', 404, 'No such resource', `"${part}" was asked for. There are ${list}.`);
}
