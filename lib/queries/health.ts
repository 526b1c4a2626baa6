import { queryOptions } from '@tanstack/react-query';
import { healthSchema } from '../contracts/health.ts';
import { refetchAsNet } from './refetch.ts';

/** While something is wrong, what is said of it is to be true. */
const WHILE_DEGRADED_MS = 5_000;

export const healthKey = ['health'] as const;

/** How Pairwatch itself is. Its answer is one also where it is not well, which is HTTP 503. */
export const healthQuery = () =>
  queryOptions({
    queryKey: healthKey,
    queryFn: async ({ signal }) => healthSchema.parse(await (await fetch('/api/health', { signal })).json()),
    ...refetchAsNet,
    refetchInterval: (query) =>
      (query.state.data?.degraded.length ?? 0) > 0 ? WHILE_DEGRADED_MS : refetchAsNet.refetchInterval(query),
  });
