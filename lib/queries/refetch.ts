import type { Query } from '@tanstack/react-query';

const NET_MS = 30_000;
const AFTER_ERROR_MS = 5000;

/** The net under the live hints: each resource is asked for again by itself, sooner while it cannot be read. */
export const refetchAsNet = {
  refetchInterval: (query: Pick<Query, 'state'>) =>
    query.state.status === 'error' ? AFTER_ERROR_MS : NET_MS,
  refetchIntervalInBackground: true,
} as const;
