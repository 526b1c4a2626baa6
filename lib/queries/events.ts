import { queryOptions } from '@tanstack/react-query';
import { eventAnswerSchema, eventListSchema } from '../contracts/event.ts';
import { getJson } from './api.ts';
import { eventsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/events';

/** Which events, as an address says it: whether it makes sense the API tells. */
export type EventFilter = {
  pair?: string | undefined;
  server?: string | undefined;
  /** Several are separated by commas. */
  kind?: string | undefined;
  source?: string | undefined;
  text?: string | undefined;
  last?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  incident?: string | number | undefined;
  limit?: number | undefined;
  before?: string | number | undefined;
};

/** The parameters of a filter, always in one order. */
export function eventParameters(filter: EventFilter): EventFilter {
  const { pair, server, kind, source, text, last, from, to, incident, limit, before } = filter;
  return { pair, server, kind, source, text, last, from, to, incident, limit, before };
}

/** `/api/v1/events` with a filter. */
export const eventsPath = (filter: EventFilter): string => withSearch(PATH, eventParameters(filter));

/** Where a browser gets all of a filter as a file. */
export const eventExportPath = (filter: EventFilter, format: 'csv' | 'json'): string =>
  withSearch(`${PATH}/export`, { ...eventParameters(filter), limit: undefined, format });

/** One page of events, newest first. */
export const eventsQuery = (filter: EventFilter) =>
  queryOptions({
    queryKey: [...eventsKey, filter],
    queryFn: ({ signal }) => getJson(eventsPath(filter), eventListSchema, signal),
    ...refetchAsNet,
  });

/** One event with what belongs to it. */
export const eventQuery = (id: number) =>
  queryOptions({
    queryKey: [...eventsKey, 'one', id],
    queryFn: ({ signal }) => getJson(`${PATH}/${id}`, eventAnswerSchema, signal),
    ...refetchAsNet,
  });

/** The latest events of one pair: each change of state mostly changes the verdict too, so this holds about 50 of each. */
export const pairTimeline = (pair: string): EventFilter => ({ pair, limit: 100 });
