import type { Route } from 'next';
import { withSearch } from '@/lib/queries/path.ts';
import type { RulePlace } from '@/lib/queries/rules.ts';

/** The address of the rules as they stand at a place. */
export function rulesHref({ pair, pool }: RulePlace): Route {
  return withSearch('/settings/rules', { pair, pool }) as Route; // a page there is, with a query
}
