import { dehydrate, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Hydrated } from './hydrated.tsx';

/**
 * Hands the browser the answers the server already read to draw the page; null is a query that could not be read. They go as
 * one text: React walks through every value of what it hands over, which for the points of a chart takes longer than to
 * read them.
 */
export function Prefetched({
  answers,
  children,
}: {
  answers: readonly (readonly [key: QueryKey, data: unknown])[];
  children: ReactNode;
}) {
  const client = new QueryClient();
  for (const [key, data] of answers) if (data !== null) client.setQueryData(key, data);
  return <Hydrated text={JSON.stringify(dehydrate(client))}>{children}</Hydrated>;
}
