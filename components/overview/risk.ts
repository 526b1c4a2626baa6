import type { PairDto } from '../../lib/contracts/pair.ts';
import { VERDICTS_BY_RISK, type Verdict } from '../../lib/contracts/verdict.ts';

export type Order = 'risk' | 'name';

type Named = Pick<PairDto, 'name' | 'title' | 'verdict' | 'servers'>;

/** Pairs with the worst verdict first; equals keep the order of the settings, in which the API gives them. */
export function byRisk<Pair extends { verdict: Verdict }>(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort((a, b) => VERDICTS_BY_RISK.indexOf(a.verdict) - VERDICTS_BY_RISK.indexOf(b.verdict));
}

/** Pairs in an order a reader chose. */
export function inOrder(pairs: readonly PairDto[], order: Order): PairDto[] {
  if (order === 'risk') return byRisk(pairs);
  return pairs.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), 'en', { numeric: true }));
}

/** Pairs of which each word of a text is in their names, their verdict, or their servers' names and hosts. */
export function matching<Pair extends Named>(pairs: readonly Pair[], text: string): Pair[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return pairs.filter((pair) => {
    const told = [
      pair.name,
      pair.title,
      pair.verdict,
      ...pair.servers.flatMap(({ name, host }) => [name, host]),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => told.includes(word));
  });
}

const titleOf = ({ title, name }: Named): string => title ?? name;

/** How many pairs have each verdict, worst first, verdicts nobody has left out. */
export function countByVerdict(pairs: readonly PairDto[]): { verdict: Verdict; count: number }[] {
  return VERDICTS_BY_RISK.map((verdict) => ({
    verdict,
    count: pairs.filter((pair) => pair.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
}
