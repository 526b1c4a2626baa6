import type { Route } from 'next';
import type { AlertQuery } from '@/lib/contracts/alert.ts';
import { withSearch } from '@/lib/queries/path.ts';

/** The address of a page of alerts. */
export function alertsHref({
  pair,
  phase,
  severity,
  before,
}: {
  pair: string | undefined;
  phase?: AlertQuery['phase'] | undefined;
  severity?: AlertQuery['severity'];
  before?: string;
}): Route {
  // Whatever its search, it is the one page of alerts.
  return withSearch('/alerts', {
    pair,
    phase: phase === 'active' ? undefined : phase,
    severity,
    before,
  }) as Route;
}
