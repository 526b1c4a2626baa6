import type { Evidence } from '../../contracts/verdict.ts';
import type { Judged, Level, Reading, Rule } from '../rule.ts';

/** What a judgement says; whatever is left out is not known or there is none. */
export type Words = Pick<Judged, 'sentence'> &
  Partial<Pick<Judged, 'since' | 'nextStep' | 'figures' | 'evidence'>>;

export const UNDECIDED: Reading = { kind: 'undecided' };

/** Nothing of it holds, nor lingers. */
export function over(words: Words | string): Judged {
  return judgement(-1, -1, typeof words === 'string' ? { sentence: words } : words);
}

export function noData(why: string): Reading {
  return { kind: 'no-data', why };
}

/** A condition that is the same for all levels: they differ in how long it must hold. */
export function allOrNothing({ levels }: Rule, holds: boolean, words: Words): Judged {
  const worst = holds ? levels.length - 1 : -1;
  return judgement(worst, worst, words);
}

/** Of a rule that has no level. */
export const SWITCHED_OFF: Judged = over('This rule is switched off.');

/**
 * By the limits of each level. `words` get the level whose limits are to be told: the worst that holds, else the worst that
 * lingers, else the mildest.
 */
export function byLevels(
  { levels }: Rule,
  holds: (level: Level) => boolean,
  lingers: (level: Level) => boolean,
  words: (level: Level) => Words,
): Judged {
  const worst = levels.findLastIndex(holds);
  const lingering = Math.max(worst, levels.findLastIndex(lingers));
  const told = levels[worst >= 0 ? worst : Math.max(0, lingering)];
  return told ? judgement(worst, lingering, words(told)) : SWITCHED_OFF;
}

function judgement(
  holds: number,
  lingers: number,
  { sentence, since = null, nextStep = null, figures = [], evidence = [] }: Words,
): Judged {
  return { kind: 'judged', holds, lingers, since, sentence, nextStep, figures, evidence };
}

/**
 * What Pairwatch worked out or counted itself. `at`: when it happened; null for what is so now, which would make the
 * alert another one at each look.
 */
export function ownEvidence(text: string, at: number | null): Evidence {
  return {
    server: null,
    source: 'pairwatch',
    text,
    observedAt: at === null ? null : new Date(at).toISOString(),
  };
}
