import { queryOptions } from '@tanstack/react-query';
import { fleetSchema } from '../contracts/fleet.ts';
import { getJson } from './api.ts';
import { fleetKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/** All pairs in short: every page has them. */
export const fleetQuery = () =>
  queryOptions({
    queryKey: fleetKey,
    queryFn: ({ signal }) => getJson('/api/v1/fleet', fleetSchema, signal),
    ...refetchAsNet,
  });
