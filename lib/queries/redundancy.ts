import { queryOptions } from '@tanstack/react-query';
import { redundancySchema } from '../contracts/redundancy.ts';
import { getJson } from './api.ts';
import { redundancyKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/** As many days as a page shows of a pair's record. */
export const REDUNDANCY_DAYS = 90;

/** How many servers of a pair answered clients, day by day. */
export const redundancyQuery = (pair: string) =>
  queryOptions({
    queryKey: redundancyKey(pair),
    queryFn: ({ signal }) =>
      getJson(
        `/api/v1/pairs/${encodeURIComponent(pair)}/redundancy?days=${REDUNDANCY_DAYS}`,
        redundancySchema,
        signal,
      ),
    ...refetchAsNet,
  });
