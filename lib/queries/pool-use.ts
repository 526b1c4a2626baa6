import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { MAX_POINTS } from '../contracts/history.ts';
import { poolUseSchema } from '../contracts/pool-use.ts';
import { spanOf, type TimeRange } from '../contracts/range.ts';
import { getJson } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

export type PoolUseOf = { pair: string; poolId: string; range: TimeRange };

export const poolUseKey = (of: PoolUseOf) => ['pool-use', of] as const;

/** Where the use of a pool is asked for at `now`. As many points as a chart shows: a narrower one is not worth another answer. */
export function poolUsePath({ pair, poolId, range }: PoolUseOf, now: number): string {
  const path = `/api/v1/pairs/${encodeURIComponent(pair)}/pools/${encodeURIComponent(poolId)}/use`;
  return withSearch(path, { ...spanOf(range, now), width: MAX_POINTS });
}

/**
 * How a pool was used; the former range stays in sight while another is read. Not asked for at every hint: pools are read
 * every few seconds, and a point more or less is not worth all of them.
 */
export const poolUseQuery = (of: PoolUseOf) =>
  queryOptions({
    queryKey: poolUseKey(of),
    queryFn: ({ signal }) => getJson(poolUsePath(of, serverClock.now()), poolUseSchema, signal),
    placeholderData: keepPreviousData,
    ...refetchAsNet,
  });
