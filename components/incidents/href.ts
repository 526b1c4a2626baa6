import type { Route } from 'next';
import type { IncidentQuery } from '@/lib/contracts/incident.ts';
import { withSearch } from '@/lib/queries/path.ts';

/** The address of a page of incidents. */
export function incidentsHref({
  pair,
  phase,
  before,
}: {
  pair: string | undefined;
  phase?: IncidentQuery['phase'] | undefined;
  before?: number;
}): Route {
  // Whatever its search, it is the one page of incidents.
  return withSearch('/incidents', { pair, phase: phase === 'open' ? phase : undefined, before }) as Route;
}
