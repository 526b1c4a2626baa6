import type { PairFacts } from './facts.ts';
import { wordsOf } from './word.ts';

/** Since when both servers say normal by fresh words; null while they do not, or one gives no word. */
export function bothNormalSince(facts: PairFacts, now: number): number | null {
  const { primary, secondary } = wordsOf(facts, now);
  if (primary?.phase !== 'normal' || secondary?.phase !== 'normal') return null;
  return Math.max(primary.since, secondary.since);
}
