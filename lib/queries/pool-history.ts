import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { MAX_POINTS, poolHistorySchema } from '../contracts/history.ts';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { getJson } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

export type PoolHistoryOf = { pair: string; poolId: string; range: TimeRange };

export const poolHistoryKey = (of: PoolHistoryOf) => ['pool-history', of] as const;

/** Where the use of a pool is asked for at `now`. As many points as a chart shows: a narrower one is not worth another answer. */
export function poolHistoryPath({ pair, poolId, range }: PoolHistoryOf, now: number): string {
  const path = `/api/v1/pairs/${encodeURIComponent(pair)}/pools/${encodeURIComponent(poolId)}/history`;
  return withSearch(path, { ...spanOf(range, now), width: MAX_POINTS, figures: 'use' });
}

/**
 * How full a pool was; the former range stays in sight while another is read. Not asked for at every hint: pools are read
 * every few seconds, and a point more or less is not worth a whole history.
 */
export const poolHistoryQuery = (of: PoolHistoryOf) =>
  queryOptions({
    queryKey: poolHistoryKey(of),
    queryFn: ({ signal }) => getJson(poolHistoryPath(of, serverClock.now()), poolHistorySchema, signal),
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });
