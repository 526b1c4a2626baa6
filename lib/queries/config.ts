import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  configDiffSchema,
  configVersionListSchema,
  configVersionSchema,
  pairConfigSchema,
} from '../contracts/config.ts';
import { getJson } from './api.ts';
import { configKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

export const configNowKey = (pair: string) => [...configKey(pair), 'now'] as const;
export const configVersionsKey = (pair: string) => [...configKey(pair), 'versions'] as const;
/** A version never changes, so these are no part of what is asked for again. */
export const configVersionKey = (pair: string, id: number) => ['config-version', pair, id] as const;

const base = (pair: string) => `/api/v1/pairs/${encodeURIComponent(pair)}/config`;
const forGood = { staleTime: Number.POSITIVE_INFINITY, gcTime: 300_000 } as const;

/** Both configurations without their texts, which may be long: those are asked for by version. */
export const configQuery = (pair: string) =>
  queryOptions({
    queryKey: configNowKey(pair),
    queryFn: ({ signal }) => getJson(withSearch(base(pair), { files: 0 }), pairConfigSchema, signal),
    ...refetchAsNet,
  });

export const configVersionsQuery = (pair: string) =>
  queryOptions({
    queryKey: configVersionsKey(pair),
    queryFn: ({ signal }) => getJson(`${base(pair)}/versions`, configVersionListSchema, signal),
    ...refetchAsNet,
  });

/** The files of one version; the former one stays in sight while another is read. */
export const configVersionQuery = (pair: string, id: number) =>
  queryOptions({
    queryKey: configVersionKey(pair, id),
    queryFn: ({ signal }) => getJson(`${base(pair)}/versions/${id}`, configVersionSchema, signal),
    placeholderData: keepPreviousData,
    ...forGood,
  });

/** What one version has that another has not. */
export const configDiffQuery = (pair: string, { oldId, newId }: { oldId: number; newId: number }) =>
  queryOptions({
    queryKey: [...configVersionKey(pair, newId), 'against', oldId],
    queryFn: ({ signal }) =>
      getJson(withSearch(`${base(pair)}/versions/${newId}`, { against: oldId }), configDiffSchema, signal),
    placeholderData: keepPreviousData,
    ...forGood,
  });
