'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useParams, usePathname } from 'next/navigation';
import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import { poolTitle } from '@/lib/pair/pool-title.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { poolDetailKey } from '@/lib/queries/keys.ts';
import { type Crumb, trailOf } from './trail.ts';

/** Where we are, from the address: Overview / office / Pools. A phone shows the page alone. */
export function Breadcrumb() {
  const trail = useTrail();
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 truncate text-13 text-muted">
      {trail.length === 0 ? (
        <span aria-current="page" className="text-ink">
          Overview
        </span>
      ) : (
        <Link href="/" prefetch={false} className="hover:text-ink max-sm:hidden">
          Overview
        </Link>
      )}
      {trail.map(({ word, href }) => (
        <span key={href ?? word} className={href === null ? '' : 'max-sm:hidden'}>
          <span aria-hidden="true" className="px-1.5 text-faint max-sm:hidden">
            /
          </span>
          {href === null ? (
            <span aria-current="page" className="text-ink">
              {word}
            </span>
          ) : (
            <Link
              href={href as Route /* of a page above this one */}
              prefetch={false}
              className="hover:text-ink"
            >
              {word}
            </Link>
          )}
        </span>
      ))}
    </nav>
  );
}

/** The way to this page, with the names that are known by now. */
export function useTrail(): Crumb[] {
  const path = usePathname();
  const { data } = useQuery(fleetQuery());
  const { name = '', id = '' } = useParams<{ name?: string; id?: string }>();
  // Not asked for only to name a pool: its page reads it anyway.
  const { data: detail } = useQuery<PoolDetailDto>({
    queryKey: poolDetailKey(decodeURIComponent(name), id),
    enabled: false,
  });
  return trailOf(path, {
    pair: (name) => data?.pairs.find((pair) => pair.name === name)?.title ?? name,
    pool: (_, id) => (detail ? poolTitle(detail.pool.sharedNetwork, detail.pool.ranges) : `Pool ${id}`),
  });
}
