import { queryOptions } from '@tanstack/react-query';
import { poolDetailSchema } from '../contracts/pool-detail.ts';
import { getJson } from './api.ts';
import { poolsKey } from './pairs.ts';
import { refetchAsNet } from './refetch.ts';

/** Asked again whenever the pools of the pair were read. */
export const poolDetailKey = (pair: string, id: string) => [...poolsKey(pair), 'one', id] as const;

/** One pool with all that is known of it now. */
export const poolDetailQuery = (pair: string, id: string) =>
  queryOptions({
    queryKey: poolDetailKey(pair, id),
    queryFn: ({ signal }) =>
      getJson(
        `/api/v1/pairs/${encodeURIComponent(pair)}/pools/${encodeURIComponent(id)}`,
        poolDetailSchema,
        signal,
      ),
    ...refetchAsNet,
  });
