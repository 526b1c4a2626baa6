import { queryOptions } from '@tanstack/react-query';
import { systemSchema } from '../contracts/system.ts';
import { getJson } from './api.ts';

export const systemKey = ['system'] as const;

/** How Pairwatch itself does. The collector measures every 10 s, and nothing hints at that. */
export const systemQuery = () =>
  queryOptions({
    queryKey: systemKey,
    queryFn: ({ signal }) => getJson('/api/v1/system', systemSchema, signal),
    refetchInterval: 5_000,
  });
