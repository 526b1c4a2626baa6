import { queryOptions } from '@tanstack/react-query';
import { overviewSchema } from '../contracts/overview.ts';
import { getJson } from './api.ts';
import { overviewKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/**
 * What the overview shows of each pair beside the list of pairs. Not asked for at each hint that pools or days are new: of
 * twenty pairs some are at any moment.
 */
export const overviewQuery = () =>
  queryOptions({
    queryKey: overviewKey,
    queryFn: ({ signal }) => getJson('/api/v1/overview', overviewSchema, signal),
    ...refetchAsNet,
    refetchInterval: 15_000,
  });
