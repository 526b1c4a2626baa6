import type { PairDto } from '../../lib/contracts/pair.ts';
import { VERDICTS_BY_RISK, type Verdict } from '../../lib/contracts/verdict.ts';

/** Pairs with the worst verdict first; equals keep the order of the settings, in which the API gives them. */
export function byRisk(pairs: readonly PairDto[]): PairDto[] {
  return [...pairs].sort((a, b) => VERDICTS_BY_RISK.indexOf(a.verdict) - VERDICTS_BY_RISK.indexOf(b.verdict));
}

/** How many pairs have each verdict, worst first, verdicts nobody has left out. */
export function countByVerdict(pairs: readonly PairDto[]): { verdict: Verdict; count: number }[] {
  return VERDICTS_BY_RISK.map((verdict) => ({
    verdict,
    count: pairs.filter((pair) => pair.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
}
