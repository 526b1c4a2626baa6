import type { Route } from 'next';
import type { DeliveryFilter } from '@/lib/queries/deliveries.ts';
import { withSearch } from '@/lib/queries/path.ts';

/** The address of one page of deliveries. */
export function deliveriesHref({ endpoint, status, before }: DeliveryFilter): Route {
  return withSearch('/settings/deliveries', { endpoint, status, before }) as Route; // a page there is, with a query
}
