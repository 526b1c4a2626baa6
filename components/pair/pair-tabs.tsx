'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

const PARTS = [
  { part: '', word: 'Overview' },
  { part: '/pools', word: 'Pools' },
  { part: '/leases', word: 'Leases' },
  { part: '/clocks', word: 'Clocks' },
  { part: '/config', word: 'Configuration' },
  { part: '/drill', word: 'Failover drill' },
] as const;

/** The pages of one pair. */
export function PairTabs({ name }: { name: string }) {
  const path = usePathname();
  const home = `/pairs/${encodeURIComponent(name)}`;
  return (
    <nav
      aria-label="Pages of this pair"
      className="-mx-1 mb-6 flex gap-1 overflow-x-auto border-line border-b text-13"
    >
      {PARTS.map(({ part, word }) => {
        const href = `${home}${part}`;
        const isHere = part === '' ? path === href : path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={part}
            href={href as Route} // the pair's name is in it
            prefetch={false}
            aria-current={isHere ? 'page' : undefined}
            className={`-mb-px whitespace-nowrap border-b-2 px-3 py-2 ${isHere ? 'border-ink font-medium text-ink' : 'border-transparent text-muted hover:text-ink'}`}
          >
            {word}
          </Link>
        );
      })}
    </nav>
  );
}
