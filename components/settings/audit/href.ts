import type { Route } from 'next';
import type { AuditFilter } from '@/lib/queries/audit.ts';
import { withSearch } from '@/lib/queries/path.ts';

/** The address of one page of the audit log. */
export function auditHref(filter: AuditFilter): Route {
  return withSearch('/settings/audit', filter) as Route; // a page there is, with a query
}
