import type { Route } from 'next';
import { withSearch } from '@/lib/queries/path.ts';

/** The address of a page of incidents. */
export function incidentsHref({ pair, before }: { pair: string | undefined; before?: number }): Route {
  // Whatever its search, it is the one page of incidents.
  return withSearch('/incidents', { pair, before }) as Route;
}
