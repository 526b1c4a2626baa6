import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { transitionsSchema } from '../contracts/transitions.ts';
import { getJson } from './api.ts';
import { transitionsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

export const transitionsOfKey = (pair: string, range: TimeRange) => [...transitionsKey, pair, range] as const;

/** The changes of state of both servers within a time; the former range stays in sight while another is read. */
export const transitionsQuery = (pair: string, range: TimeRange) =>
  queryOptions({
    queryKey: transitionsOfKey(pair, range),
    queryFn: ({ signal }) => {
      const path = `/api/v1/pairs/${encodeURIComponent(pair)}/transitions`;
      return getJson(withSearch(path, spanOf(range, serverClock.now())), transitionsSchema, signal);
    },
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });
