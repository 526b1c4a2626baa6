import { queryOptions } from '@tanstack/react-query';
import { type EventQuery, eventListSchema } from '../contracts/event.ts';
import { getJson } from './api.ts';
import { refetchAsNet } from './refetch.ts';

export type EventFilter = Partial<EventQuery>;

export const eventsKey = ['events'] as const;

/** `/api/v1/events` with a filter, its parameters always in one order. */
export function eventsPath(filter: EventFilter): string {
  const search = new URLSearchParams();
  if (filter.pair !== undefined) search.set('pair', filter.pair);
  if (filter.limit !== undefined) search.set('limit', String(filter.limit));
  if (filter.before !== undefined) search.set('before', String(filter.before));
  return search.size === 0 ? '/api/v1/events' : `/api/v1/events?${search}`;
}

/** One page of events, newest first. */
export const eventsQuery = (filter: EventFilter) =>
  queryOptions({
    queryKey: [...eventsKey, filter],
    queryFn: ({ signal }) => getJson(eventsPath(filter), eventListSchema, signal),
    ...refetchAsNet,
  });

/** The latest events of one pair: each change of state mostly changes the verdict too, so this holds about 50 of each. */
export const pairTimeline = (pair: string): EventFilter => ({ pair, limit: 100 });
