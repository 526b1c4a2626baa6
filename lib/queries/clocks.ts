import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { clockHistorySchema } from '../contracts/clock-history.ts';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { getJson } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

export const clockHistoryKey = (pair: string, range: TimeRange) => ['clock-history', pair, range] as const;

/**
 * How the clocks of a pair stood within a time; the former range stays in sight while another is read. Not asked for at every
 * hint: clocks are read once a minute, and a point more or less is not worth a whole history.
 */
export const clockHistoryQuery = (pair: string, range: TimeRange) =>
  queryOptions({
    queryKey: clockHistoryKey(pair, range),
    queryFn: ({ signal }) => {
      const path = `/api/v1/pairs/${encodeURIComponent(pair)}/clocks/history`;
      return getJson(withSearch(path, spanOf(range, serverClock.now())), clockHistorySchema, signal);
    },
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });
