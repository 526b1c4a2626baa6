import { queryOptions } from '@tanstack/react-query';
import { runbookListSchema } from '../contracts/runbook.ts';
import { getJson } from './api.ts';

export const runbookKey = ['runbook'] as const;

/** The pages of the runbook, which stay as they are while the server runs. */
export const runbookQuery = () =>
  queryOptions({
    queryKey: runbookKey,
    queryFn: ({ signal }) => getJson('/api/v1/runbook', runbookListSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
