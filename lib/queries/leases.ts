import { infiniteQueryOptions, keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query';
import {
  allLeasesSchema,
  type LeaseListDto,
  leaseAtSchema,
  leaseGroundSchema,
  leaseHistorySchema,
  leaseListSchema,
} from '../contracts/lease.ts';
import type { ExportFormat } from '../contracts/lease-query.ts';
import { type LeaseSearch, writeLeaseSearch } from '../contracts/lease-search.ts';
import { getJson } from './api.ts';
import { refetchAsNet } from './refetch.ts';

export const leasesKey = (pair: string) => ['leases', pair] as const;

/** A file changes all the time, and no hint tells which search that concerns. */
const REFETCH_MS = 10_000;

function leasesPath(pair: string, parameters: Record<string, string> = {}): string {
  return withSearch(`/api/v1/pairs/${encodeURIComponent(pair)}/leases`, parameters);
}

function withSearch(path: string, parameters: Record<string, string>): string {
  const search = new URLSearchParams(parameters);
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Where all that a search finds is given as one file. */
export function leaseExportPath(pair: string, search: LeaseSearch, format: ExportFormat): string {
  return leasesPath(pair, { ...writeLeaseSearch(search), format });
}

export const leaseSearchKey = (pair: string, search: LeaseSearch): QueryKey => [
  ...leasesKey(pair),
  'search',
  writeLeaseSearch(search),
];

/** What `leaseSearchQuery` holds once its first page was read. */
export const firstPage = (page: LeaseListDto) => ({ pages: [page], pageParams: [null] });

/** The leases a search finds, page by page. What was found before stays in sight while the next search is on its way. */
export const leaseSearchQuery = (pair: string, search: LeaseSearch) =>
  infiniteQueryOptions({
    queryKey: leaseSearchKey(pair, search),
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam === null ? {} : { cursor: pageParam };
      return getJson(leasesPath(pair, { ...writeLeaseSearch(search), ...page }), leaseListSchema, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // Page after page is read again: of many, that would be a search of its own.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 3 ? false : REFETCH_MS),
  });

export const allLeasesKey = (search: LeaseSearch): QueryKey => ['all-leases', writeLeaseSearch(search)];

/** The first leases a search finds in each pair. */
export const allLeasesQuery = (search: LeaseSearch) =>
  queryOptions({
    queryKey: allLeasesKey(search),
    queryFn: ({ signal }) =>
      getJson(withSearch('/api/v1/leases', writeLeaseSearch(search)), allLeasesSchema, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_MS,
  });

export const leaseGroundKey = (pair: string): QueryKey => [...leasesKey(pair), 'ground'];

/** The lease files of a pair and its pools. */
export const leaseGroundQuery = (pair: string) =>
  queryOptions({
    queryKey: leaseGroundKey(pair),
    queryFn: ({ signal }) => getJson(`${leasesPath(pair)}/ground`, leaseGroundSchema, signal),
    refetchInterval: REFETCH_MS,
  });

/** What both servers have of one address. */
export const addressQuery = (pair: string, address: string) =>
  queryOptions({
    queryKey: [...leasesKey(pair), 'address', address],
    queryFn: ({ signal }) => getJson(leasesPath(pair, { ip: address }), leaseListSchema, signal),
    refetchInterval: REFETCH_MS,
  });

/** Who had an address at a time, an ISO text with its zone. */
export const leaseAtQuery = (pair: string, address: string, at: string) =>
  queryOptions({
    queryKey: [...leasesKey(pair), 'at', address, at],
    queryFn: ({ signal }) => getJson(leasesPath(pair, { ip: address, at }), leaseAtSchema, signal),
  });

/** Who had an address, page by page, the latest first. */
export const leaseHistoryQuery = (pair: string, address: string) =>
  infiniteQueryOptions({
    queryKey: [...leasesKey(pair), 'history', address],
    queryFn: ({ pageParam, signal }) => {
      const path = `${leasesPath(pair)}/${encodeURIComponent(address)}/history`;
      return getJson(
        withSearch(path, pageParam === null ? {} : { cursor: pageParam }),
        leaseHistorySchema,
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...refetchAsNet,
  });
