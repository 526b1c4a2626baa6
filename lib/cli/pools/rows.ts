import type { PoolCounts, RangeFigures } from '../../dhcpd/pools/figures.ts';
import { touched, usedPercent } from '../../dhcpd/pools/usage.ts';

/** Letters of dhcpd-pools. */
export type SortKey = keyof typeof COMPARE;
export type RowOrder = { keys: SortKey[]; reverse: boolean };

const usedOrTouched = (counts: PoolCounts) => counts.active + touched(counts);

const COMPARE = {
  n: (a: RangeFigures, b: RangeFigures) => compareText(a.sharedNetwork, b.sharedNetwork),
  i: (a: RangeFigures, b: RangeFigures) => a.low - b.low,
  m: (a: RangeFigures, b: RangeFigures) => a.size - b.size,
  c: (a: RangeFigures, b: RangeFigures) => a.active - b.active,
  p: (a: RangeFigures, b: RangeFigures) => usedPercent(a) - usedPercent(b),
  t: (a: RangeFigures, b: RangeFigures) => touched(a) - touched(b),
  T: (a: RangeFigures, b: RangeFigures) => usedOrTouched(a) - usedOrTouched(b),
  e: (a: RangeFigures, b: RangeFigures) => usedOrTouched(a) / a.size - usedOrTouched(b) / b.size,
};

export function isSortKey(letter: string): letter is SortKey {
  return Object.hasOwn(COMPARE, letter);
}

/** A comparison of ranges by the keys in their order, and by address where those are equal. */
export function rangeOrder({ keys, reverse }: RowOrder): (a: RangeFigures, b: RangeFigures) => number {
  const byKeys = [...keys, 'i' as const].map((key) => COMPARE[key]);
  const direction = reverse ? -1 : 1;
  return (a, b) => {
    for (const compare of byKeys) {
      const order = compare(a, b);
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
