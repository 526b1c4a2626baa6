import { queryOptions } from '@tanstack/react-query';
import { type PairListQuery, pairAnswerSchema, pairListSchema } from '../contracts/pair.ts';
import { poolListSchema } from '../contracts/pool.ts';
import { getJson } from './api.ts';
import { pairKey, pairsKey, poolsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const pairPath = (name: string) => `/api/v1/pairs/${encodeURIComponent(name)}`;

/** What lists of pairs need of each. */
export const LISTED_PAIRS = { sources: 'omapi' } as const satisfies PairListQuery;

/** All pairs, as `GET /api/v1/pairs` lists them, with the source alone that tells their servers' states. */
export const pairsQuery = () =>
  queryOptions({
    queryKey: pairsKey,
    queryFn: ({ signal }) => getJson(withSearch('/api/v1/pairs', LISTED_PAIRS), pairListSchema, signal),
    ...refetchAsNet,
  });

/** One pair. */
export const pairQuery = (name: string) =>
  queryOptions({
    queryKey: pairKey(name),
    queryFn: ({ signal }) => getJson(pairPath(name), pairAnswerSchema, signal),
    ...refetchAsNet,
  });

/** The pools of one pair with each server's own counters. */
export const poolsQuery = (name: string) =>
  queryOptions({
    queryKey: poolsKey(name),
    queryFn: ({ signal }) => getJson(`${pairPath(name)}/pools`, poolListSchema, signal),
    ...refetchAsNet,
  });
