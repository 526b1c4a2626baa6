import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { timelineSchema } from '../contracts/timeline.ts';
import { getJson } from './api.ts';
import { timelineKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

export const timelineOfKey = (pair: string, range: TimeRange) => [...timelineKey, pair, range] as const;

/** What happened to a pair within a time; the former range stays in sight while another is read. */
export const timelineQuery = (pair: string, range: TimeRange) =>
  queryOptions({
    queryKey: timelineOfKey(pair, range),
    queryFn: ({ signal }) => {
      const path = `/api/v1/pairs/${encodeURIComponent(pair)}/timeline`;
      return getJson(withSearch(path, spanOf(range, serverClock.now())), timelineSchema, signal);
    },
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });

/** The events that a pair's page ends with; its timeline shows what was before them. */
export const latestEvents = (pair: string) => ({ pair, limit: 12 });
