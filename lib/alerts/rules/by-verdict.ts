import type { PairAlertFacts } from '../facts.ts';
import type { Level } from '../rule.ts';
import { byLevels, type Judgement, noData, UNDECIDED } from './judgement.ts';
import type { Opinion } from './kind.ts';
import { onWhole } from './subjects.ts';

export type VerdictFacts = NonNullable<PairAlertFacts['verdict']>;

export type VerdictTest = {
  holds: (verdict: VerdictFacts, level: Level, now: number) => boolean;
  /** Whether a verdict of which it does not hold leaves what fires as it is. */
  lingers?: (verdict: VerdictFacts) => boolean;
};

/** Of these nothing follows about the pair: it was not asked yet, or it is Pairwatch that is cut off. */
const SAYS_NOTHING: readonly string[] = ['not-polled-yet', 'monitor-blind'];

/** An opinion on the pair by its verdict alone; `unknown` is no data. */
export function byVerdict(
  { verdict, now }: PairAlertFacts,
  { holds, lingers = () => false }: VerdictTest,
): Opinion {
  return onWhole((rule): Judgement => {
    if (verdict === null || SAYS_NOTHING.includes(verdict.code)) return UNDECIDED;
    const { sentence, nextStep, since, evidence } = verdict;
    if (verdict.verdict === 'unknown')
      return noData(nextStep === null ? sentence : `${sentence} ${nextStep}`);
    return byLevels(
      rule,
      (level) => holds(verdict, level, now),
      () => lingers(verdict),
      () => ({ sentence, nextStep, since, evidence }),
    );
  });
}
