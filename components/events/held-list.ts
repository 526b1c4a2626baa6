import type { EventDto } from '../../lib/contracts/event.ts';

/** A list that is held as it was, and how many events came since. */
export type HeldList = {
  shown: readonly EventDto[];
  /** At least: there may be more than the newest page has. */
  newCount: number;
  /** Whether so many came that none of the newest page was there before. */
  mayBeMore: boolean;
};

/**
 * `held` as it is to be shown while `latest` moves on: no row comes or goes, but what is told anew of one (its count, more
 * evidence) is shown in it.
 */
export function holdList(held: readonly EventDto[], latest: readonly EventDto[]): HeldList {
  const known = new Set(held.map(({ id }) => id));
  const now = new Map(latest.map((event) => [event.id, event]));
  const newCount = latest.filter(({ id }) => !known.has(id)).length;
  return {
    shown: held.map((event) => now.get(event.id) ?? event),
    newCount,
    mayBeMore: held.length > 0 && newCount > 0 && newCount === latest.length,
  };
}

/** "12 new", "100 or more new". */
export function newWords({ newCount, mayBeMore }: Pick<HeldList, 'newCount' | 'mayBeMore'>): string {
  return mayBeMore ? `${newCount} or more new` : `${newCount} new`;
}
