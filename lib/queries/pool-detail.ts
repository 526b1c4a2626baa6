import { queryOptions } from '@tanstack/react-query';
import { poolDetailSchema } from '../contracts/pool-detail.ts';
import { getJson } from './api.ts';
import { poolDetailKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

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
