import { parseIpv4 } from '../../lib/contracts/ipv4.ts';
import { endTime, type PoolRow } from './pool-row.ts';
import type { SortId } from './table-search.ts';

type SortValue = number | string | undefined;

const BALANCE_RANK = ['none-free', 'one-side-empty', 'imbalanced', 'uneven', 'balanced'];

/** What a row is sorted by in each column; undefined: not known, which comes last whichever way the sort goes. */
const VALUES: Record<SortId, (row: PoolRow) => SortValue> = {
  pool: ({ ranges }) => parseIpv4(ranges[0]?.low ?? '') ?? undefined,
  network: ({ sharedNetwork }) => sharedNetwork,
  size: ({ addressCount }) => addressCount,
  used: ({ usedPercent }) => usedPercent ?? undefined,
  primary: ({ ownFree }) => ownFree.primary ?? undefined,
  secondary: ({ ownFree }) => ownFree.secondary ?? undefined,
  balance: ({ balance }) =>
    balance === null || balance === 'unknown' ? undefined : BALANCE_RANK.indexOf(balance),
  until: ({ soonest }) =>
    soonest === null || soonest.end.kind === 'unknown' ? undefined : endTime(soonest.end),
  age: ({ main }) => (main === null ? undefined : -Date.parse(main.observedAt)),
};

export const sortValue = (id: SortId, row: PoolRow): SortValue => VALUES[id](row);

/** Columns in which the greatest is looked for first. */
const GREATEST_FIRST: ReadonlySet<SortId> = new Set(['size', 'used', 'age']);

/** What pressing the head of a column makes of a sort: the way it is mostly wanted, then the other, then none. */
export function nextSort(
  sort: { id: SortId; desc: boolean } | null,
  id: SortId,
): { id: SortId; desc: boolean } | null {
  const usual = GREATEST_FIRST.has(id);
  if (sort?.id !== id) return { id, desc: usual };
  return sort.desc === usual ? { id, desc: !usual } : null;
}

/** Numbers in names by their value: net-9 before net-10. */
const collator = new Intl.Collator('en', { numeric: true });

export function compareValues(a: SortValue, b: SortValue): number {
  if (a === undefined || b === undefined) return 0; // those not known are put last before this is asked
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
