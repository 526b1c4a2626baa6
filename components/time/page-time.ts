import { DEFAULT_RANGE, type TimeRange } from '../../lib/contracts/range.ts';

/** The time a page shows while its address asks for none; null where that is any time. */
export type PageTime = { standard: TimeRange | null };

const PAIR_PARTS_WITH_TIME = ['', 'pools', 'clocks'];

/** Whether what a page shows depends on a time, by its path; null where it is always the present. */
export function pageTimeOf(path: string): PageTime | null {
  const [section, name, part = '', ...rest] = path.split('/').slice(1);
  if (section === 'events') return name === undefined ? { standard: null } : null;
  if (section !== 'pairs' || name === undefined || !PAIR_PARTS_WITH_TIME.includes(part)) return null;
  return rest.length > 1 ? null : { standard: DEFAULT_RANGE };
}
