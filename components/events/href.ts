import type { Route } from 'next';

/** The address of one page of events. */
export function eventsHref({ pair, before }: { pair: string | undefined; before?: number }): Route {
  const search = new URLSearchParams();
  if (pair !== undefined) search.set('pair', pair);
  if (before !== undefined) search.set('before', String(before));
  return search.size === 0 ? '/events' : `/events?${search}`;
}
