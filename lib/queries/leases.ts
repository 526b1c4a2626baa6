import { queryOptions } from '@tanstack/react-query';
import { leaseAtSchema, leaseHistorySchema, leaseListSchema } from '../contracts/lease.ts';
import type { LeaseState } from '../contracts/lease-filter.ts';
import { getJson } from './api.ts';
import { refetchAsNet } from './refetch.ts';

/** What `GET /api/v1/pairs/NAME/leases` takes, as it is typed: the server tells what of it can not be read. */
export type LeaseSearch = {
  q?: string;
  ip?: string;
  mac?: string;
  client?: string;
  hostname?: string;
  state?: LeaseState;
  pool?: number;
  server?: string;
  limit?: number;
  cursor?: string;
};

const PARAMETERS = [
  'q',
  'ip',
  'mac',
  'client',
  'hostname',
  'state',
  'pool',
  'server',
  'limit',
  'cursor',
] as const;

export const leasesKey = (pair: string) => ['leases', pair] as const;

/** The path of a search, its parameters always in one order; empty ones are left out, as an empty field of a form is. */
export function leasesPath(pair: string, search: LeaseSearch): string {
  const parameters = new URLSearchParams();
  for (const name of PARAMETERS) {
    const value = search[name];
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const path = `/api/v1/pairs/${encodeURIComponent(pair)}/leases`;
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** One page of the leases a search finds. */
export const leasesQuery = (pair: string, search: LeaseSearch) =>
  queryOptions({
    queryKey: [...leasesKey(pair), 'search', search],
    queryFn: ({ signal }) => getJson(leasesPath(pair, search), leaseListSchema, signal),
    ...refetchAsNet,
  });

/** Who had an address at a time, an ISO text with its zone. */
export const leaseAtQuery = (pair: string, address: string, at: string) =>
  queryOptions({
    queryKey: [...leasesKey(pair), 'at', address, at],
    queryFn: ({ signal }) =>
      getJson(`${leasesPath(pair, { ip: address })}&${new URLSearchParams({ at })}`, leaseAtSchema, signal),
  });

/** One page of who had an address. */
export const leaseHistoryQuery = (pair: string, address: string, cursor?: string) =>
  queryOptions({
    queryKey: [...leasesKey(pair), 'history', address, cursor],
    queryFn: ({ signal }) => {
      const path = `${leasesPath(pair, {})}/${encodeURIComponent(address)}/history`;
      const page = cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`;
      return getJson(`${path}${page}`, leaseHistorySchema, signal);
    },
    ...refetchAsNet,
  });
