import { queryOptions } from '@tanstack/react-query';
import { pairAnsweringSchema } from '../contracts/answering.ts';
import { pairEvidenceSchema } from '../contracts/evidence.ts';
import { getJson } from './api.ts';
import { evidenceKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

export const answeringKey = (pair: string) => ['answering', pair] as const;

/** Who answers whom. Counted among all leases, so it is asked for in its own time and not at each hint. */
export const answeringQuery = (pair: string) =>
  queryOptions({
    queryKey: answeringKey(pair),
    queryFn: ({ signal }) =>
      getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/answering`, pairAnsweringSchema, signal),
    ...refetchAsNet,
  });

/** What both servers told last, as they told it; asked for while somebody looks at it. */
export const evidenceQuery = (pair: string) =>
  queryOptions({
    queryKey: evidenceKey(pair),
    queryFn: ({ signal }) =>
      getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/evidence`, pairEvidenceSchema, signal),
    ...refetchAsNet,
  });
