import { answering } from './answering.ts';
import { evidenceOf } from './evidence.ts';
import type { PairFacts } from './facts.ts';
import type { Circumstances, Finding, Judgement } from './judgement.ts';
import { linkBetween } from './link.ts';
import { sideOf } from './side.ts';
import { blind, findForNone, findForOne } from './single.ts';
import { findForBoth } from './table.ts';
import { type Words, wordsOf } from './word.ts';

/**
 * Judges a pair at `now` (Pairwatch's clock, milliseconds) from what both servers say of it (reference 3.3).
 * `healthy` needs a fresh word of both, both in normal and both having heard normal; a server that cannot be read
 * leaves what its partner's word still proves, else `unknown`.
 */
export function judge(facts: PairFacts, now: number): Judgement {
  const words = wordsOf(facts, now);
  const { skew } = facts;
  return {
    ...findFor(words, facts, { now, skew, clockRefusal: facts.clockRefusal }),
    evidence: evidenceOf(facts, skew),
    link: linkBetween(words.primary, words.secondary),
    answering: [answering(facts.primary, words.primary), answering(facts.secondary, words.secondary)],
    skew,
  };
}

function findFor({ primary, secondary }: Words, facts: PairFacts, circumstances: Circumstances): Finding {
  if (primary && secondary) return findForBoth(sideOf(primary), sideOf(secondary), circumstances);
  if (primary) return findForOne(sideOf(primary), facts.secondary);
  if (secondary) return findForOne(sideOf(secondary), facts.primary);
  return facts.blindSince === null ? findForNone(facts.primary, facts.secondary) : blind(facts.blindSince);
}
