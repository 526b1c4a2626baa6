import { queryOptions } from '@tanstack/react-query';
import { poolOverviewSchema, poolSparksSchema } from '../contracts/pool-overview.ts';
import { getJson } from './api.ts';
import { poolsKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

const SPARKS_EVERY_MS = 300_000;

const poolsPath = (pair: string) => `/api/v1/pairs/${encodeURIComponent(pair)}/pools`;

/** Asked again whenever the pools of the pair were read. */
export const poolOverviewKey = (pair: string) => [...poolsKey(pair), 'overview'] as const;
export const poolSparksKey = (pair: string) => ['pool-sparks', pair] as const;

/** The pools of a pair, one row each. */
export const poolOverviewQuery = (pair: string) =>
  queryOptions({
    queryKey: poolOverviewKey(pair),
    queryFn: ({ signal }) => getJson(`${poolsPath(pair)}/overview`, poolOverviewSchema, signal),
    ...refetchAsNet,
  });

/** How the use of each pool went in the last day: by the hour, so seldom asked for. */
export const poolSparksQuery = (pair: string) =>
  queryOptions({
    queryKey: poolSparksKey(pair),
    queryFn: ({ signal }) => getJson(`${poolsPath(pair)}/sparks`, poolSparksSchema, signal),
    staleTime: SPARKS_EVERY_MS,
    refetchInterval: SPARKS_EVERY_MS,
  });
