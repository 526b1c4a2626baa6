import type { Evidence } from '../../contracts/verdict.ts';
import type { Judged, Level, Reading, Rule } from '../rule.ts';

/** What a judgement says; whatever is left out is not known or there is none. */
export type Words = Pick<Judged, 'sentence'> &
  Partial<Pick<Judged, 'since' | 'nextStep' | 'figures' | 'evidence'>>;

/** A reading whose words are only made for who asks: of a thousand pools hardly one has anything to tell. */
export type Judgement =
  | (Pick<Judged, 'kind' | 'holds' | 'lingers'> & { words: () => Words })
  | Exclude<Reading, Judged>;

export const UNDECIDED: Judgement = { kind: 'undecided' };

export function noData(why: string): Judgement {
  return { kind: 'no-data', why };
}

/** Nothing of it holds, nor lingers. */
export function over(sentence: string): Judgement {
  return judged(-1, -1, () => ({ sentence }));
}

/** Of a rule that has no level. */
export const SWITCHED_OFF: Judgement = over('This rule is switched off.');

/** A condition that is the same for all levels: they differ in how long it must hold. */
export function allOrNothing({ levels }: Rule, holds: boolean, words: Words): Judgement {
  const worst = holds ? levels.length - 1 : -1;
  return judged(worst, worst, () => words);
}

/**
 * By the limits of each level. `words` get the level whose limits are to be told: the worst that holds, else the worst that
 * lingers, else the mildest.
 */
export function byLevels(
  { levels }: Rule,
  holds: (level: Level) => boolean,
  lingers: (level: Level) => boolean,
  words: (level: Level) => Words,
): Judgement {
  const worst = levels.findLastIndex(holds);
  const lingering = Math.max(worst, levels.findLastIndex(lingers));
  const told = levels[worst >= 0 ? worst : Math.max(0, lingering)];
  return told ? judged(worst, lingering, () => words(told)) : SWITCHED_OFF;
}

function judged(holds: number, lingers: number, words: () => Words): Judgement {
  return { kind: 'judged', holds, lingers, words };
}

/** The judgement with its words. */
export function readingOf(judgement: Judgement): Reading {
  if (judgement.kind !== 'judged') return judgement;
  const { kind, holds, lingers, words } = judgement;
  const { sentence, since = null, nextStep = null, figures = [], evidence = [] } = words();
  return { kind, holds, lingers, since, sentence, nextStep, figures, evidence };
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
