import { queryOptions } from '@tanstack/react-query';
import { findingListSchema } from '../contracts/finding.ts';
import { getJson } from './api.ts';
import { findingsKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/** What is not as it should be with one pair now. */
export const findingsQuery = (pair: string) =>
  queryOptions({
    queryKey: findingsKey(pair),
    queryFn: ({ signal }) =>
      getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/findings`, findingListSchema, signal),
    ...refetchAsNet,
  });
