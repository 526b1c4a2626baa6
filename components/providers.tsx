'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { LiveProvider } from './live/live.tsx';
import { NowProvider } from './time/now.tsx';

/** Just drawn by the server means fresh: no query need be asked again while the page wakes up. */
const FRESH_MS = 10_000;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: FRESH_MS, retry: false, networkMode: 'always' } },
  });
}

/** What every page stands on: data, hints, the present. */
export function Providers({
  renderedAt,
  cursor,
  children,
}: {
  renderedAt: number;
  /** Where the change cursor stood before the page was drawn; null: nobody knows. */
  cursor: number | null;
  children: ReactNode;
}) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NowProvider renderedAt={renderedAt}>
        <LiveProvider since={cursor}>{children}</LiveProvider>
      </NowProvider>
    </QueryClientProvider>
  );
}
