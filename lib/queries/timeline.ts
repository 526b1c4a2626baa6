import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { timelineSchema } from '../contracts/timeline.ts';
import { getJson } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

/** Without a range: of every one that is shown. */
export const timelineKey = (pair: string, range?: TimeRange) =>
  range === undefined ? (['timeline', pair] as const) : (['timeline', pair, range] as const);

/** What happened to a pair within a time; the former range stays in sight while another is read. */
export const timelineQuery = (pair: string, range: TimeRange) =>
  queryOptions({
    queryKey: timelineKey(pair, range),
    queryFn: ({ signal }) => {
      const path = `/api/v1/pairs/${encodeURIComponent(pair)}/timeline`;
      return getJson(withSearch(path, spanOf(range, serverClock.now())), timelineSchema, signal);
    },
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });
