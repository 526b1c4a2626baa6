import { queryOptions } from '@tanstack/react-query';
import { configTestListSchema } from '../contracts/config-test.ts';
import { getJson } from './api.ts';
import { refetchAsNet } from './refetch.ts';

export const configTestsKey = (pair: string) => ['config-tests', pair] as const;

/** What `dhcpd -t` said last of the configurations of a pair. */
export const configTestsQuery = (pair: string) =>
  queryOptions({
    queryKey: configTestsKey(pair),
    queryFn: ({ signal }) =>
      getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/config-tests`, configTestListSchema, signal),
    ...refetchAsNet,
  });
