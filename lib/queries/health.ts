import { queryOptions } from '@tanstack/react-query';
import { type HealthDto, healthSchema } from '../contracts/health.ts';
import { refetchAsNet } from './refetch.ts';

/** While something is wrong, what is said of it is to be true. */
const WHILE_UNWELL_MS = 5_000;

export const healthKey = ['health'] as const;

/** How Pairwatch itself is, also where it is not well. */
export const healthQuery = () =>
  queryOptions({
    queryKey: healthKey,
    queryFn: async ({ signal }) =>
      healthSchema.parse(await (await fetch('/api/health?read', { signal })).json()),
    ...refetchAsNet,
    refetchInterval: (query) =>
      isUnwell(query.state.data) ? WHILE_UNWELL_MS : refetchAsNet.refetchInterval(query),
  });

/** Whether nothing new is stored. */
const isUnwell = (health: HealthDto | undefined): boolean =>
  health !== undefined && (health.status !== 'ok' || health.trouble !== undefined);
