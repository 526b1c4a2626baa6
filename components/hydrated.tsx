'use client';

import {
  type DehydratedState,
  HydrationBoundary,
  hydrate,
  type QueryClient,
  useQueryClient,
} from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';

/**
 * Puts answers the server read in the hands of the queries below. TanStack's boundary leaves a query that somebody already
 * observes, such as the frame, for after the drawing: one that has no data yet would be drawn as if nothing were known. `text`: a `DehydratedState` as JSON, written by this very build.
 */
export function Hydrated({ text, children }: { text: string; children: ReactNode }) {
  const client = useQueryClient();
  const state = useMemo((): DehydratedState => JSON.parse(text), [text]);
  useMemo(() => fillEmpty(client, state), [client, state]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}

function fillEmpty(client: QueryClient, { queries, mutations }: DehydratedState): void {
  const cache = client.getQueryCache();
  const empty = queries.filter(({ queryHash }) => cache.get(queryHash)?.state.data === undefined);
  hydrate(client, { queries: empty, mutations });
}
