import { queryOptions } from '@tanstack/react-query';
import { poolHistorySchema } from '../contracts/history.ts';
import { getJson } from './api.ts';
import { refetchAsNet } from './refetch.ts';
import { serverClock } from './server-clock.ts';

/** What a chart shows: a time that moves on with the present, or one that stands. Milliseconds. */
export type HistoryRange = { lastMs: number } | { from: number; to: number };

export type PoolHistoryOf = {
  pair: string;
  poolId: number;
  range: HistoryRange;
  /** Pixels there are to draw in. */
  width: number;
};

export const poolHistoryKey = (of: PoolHistoryOf) => ['pool-history', of] as const;

/** Where the history of a pool is asked for at `now`. */
export function poolHistoryPath({ pair, poolId, range, width }: PoolHistoryOf, now: number): string {
  const { from, to } = 'lastMs' in range ? { from: now - range.lastMs, to: now } : range;
  const search = new URLSearchParams({ from: String(from), to: String(to), width: String(width) });
  return `/api/v1/pairs/${encodeURIComponent(pair)}/pools/${poolId}/history?${search}`;
}

/**
 * How full a pool was. Not asked for at every hint: pools are read every few seconds, and a point more or less is not
 * worth a whole history.
 */
export const poolHistoryQuery = (of: PoolHistoryOf) =>
  queryOptions({
    queryKey: poolHistoryKey(of),
    queryFn: ({ signal }) => getJson(poolHistoryPath(of, serverClock.now()), poolHistorySchema, signal),
    ...refetchAsNet,
  });
