import { DEFAULT_RANGE, type TimeRange } from '../../lib/contracts/range.ts';

/** The time a page shows while its address asks for none; null where that is any time. */
export type PageTime = { standard: TimeRange | null };

/** Of the pools, the table is of the present, the page of one has its history. */
const PAIR_PARTS_WITH_TIME = ['', 'clocks'];

/** Whether what a page shows depends on a time, by its path; null where it is always the present. */
export function pageTimeOf(path: string): PageTime | null {
  const [section, name, part = '', ...rest] = path.split('/').slice(1);
  if (section === 'events') return name === undefined ? { standard: null } : null;
  if (section !== 'pairs' || name === undefined) return null;
  const isOfTime =
    part === 'pools' ? rest.length === 1 : PAIR_PARTS_WITH_TIME.includes(part) && rest.length === 0;
  return isOfTime ? { standard: DEFAULT_RANGE } : null;
}
