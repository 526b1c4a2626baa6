import type { EventDto } from '../../lib/contracts/event.ts';

/** Kinds of what Pairwatch and people did, not what was seen of servers. */
const OURS: ReadonlySet<EventDto['kind']> = new Set(['alert', 'incident', 'action', 'delivery', 'collector']);

export const isOurs = ({ kind }: Pick<EventDto, 'kind'>): boolean => OURS.has(kind);

const FIRST = 40;
const LAST = 20;
/** So few are not worth a button. */
const SPARED = 10;

/** A long list by its begin and its end; `hidden` of it lie in between. */
export function shortened<T>(list: readonly T[]): {
  first: readonly T[];
  hidden: number;
  last: readonly T[];
} {
  const hidden = list.length - FIRST - LAST;
  if (hidden <= SPARED) return { first: list, hidden: 0, last: [] };
  return { first: list.slice(0, FIRST), hidden, last: list.slice(-LAST) };
}
