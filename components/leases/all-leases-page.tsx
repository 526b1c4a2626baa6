'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useRef } from 'react';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { AllLeasesDto } from '@/lib/contracts/lease.ts';
import { guessOf, isEmptySearch, type LeaseSearch, writeLeaseSearch } from '@/lib/contracts/lease-search.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { allLeasesQuery } from '@/lib/queries/leases.ts';
import { EmptySearch } from './empty-search.tsx';
import { FileStands } from './file-stands.tsx';
import { LeaseFilters } from './filters.tsx';
import { LeaseDrawer } from './lease-drawer.tsx';
import { NothingFound } from './nothing-found.tsx';
import { ResultList } from './result-list.tsx';
import { SearchBox } from './search-box.tsx';
import { type OpenLease, useLeaseSearch } from './use-lease-search.ts';
import { useResultKeys } from './use-result-keys.ts';

/** Finds leases in every pair at once. */
export function AllLeasesPage({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const searching = useLeaseSearch(null);
  // Pools and servers are a pair's own.
  const search: LeaseSearch = { ...searching.search, pool: null, server: null };
  const isEmpty = isEmptySearch(search);
  const isUnderstood = search.q.trim() === '' || guessOf(search) !== null;
  const query = useQuery({ ...allLeasesQuery(search), enabled: !isEmpty && isUnderstood });
  const pairs = useQuery(fleetQuery());
  const list = useRef<HTMLDivElement>(null);
  useResultKeys(list);
  const { opened } = searching;
  return (
    <div className="space-y-4" ref={list}>
      <title>{`${search.q.trim() === '' ? 'Leases' : search.q.trim()} · Pairwatch`}</title>
      <h1 className="font-semibold text-20">Leases of every pair</h1>
      <SearchBox searching={searching} />
      <LeaseFilters searching={searching} ground={null} />
      {isEmpty && (
        <>
          <EmptySearch ground={undefined} change={searching.change} />
          <PairLinks names={pairs.data?.pairs.map(({ name }) => name) ?? []} />
        </>
      )}
      {!isEmpty && isUnderstood && (
        <Resource query={query} firstProblem={firstProblem} what="leases">
          {(found) => (
            <Groups found={found} search={search} isOld={query.isPlaceholderData} onOpen={searching.open} />
          )}
        </Resource>
      )}
      {opened && (
        <LeaseDrawer key={`${opened.pair} ${opened.address}`} {...opened} onClose={searching.close} />
      )}
    </div>
  );
}

function PairLinks({ names }: { names: readonly string[] }) {
  return (
    <nav aria-label="Leases of one pair" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
      <span className="text-muted">Within one pair, by its pools and servers too:</span>
      {names.map((name) => (
        <Link
          key={name}
          href={leasesHref(name, null)}
          prefetch={false}
          className="inline-flex min-h-[24px] items-center underline underline-offset-2"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function leasesHref(pair: string, search: LeaseSearch | null): Route {
  const parameters = new URLSearchParams(search ? writeLeaseSearch(search) : {});
  const path = `/pairs/${encodeURIComponent(pair)}/leases`;
  return (parameters.size === 0 ? path : `${path}?${parameters}`) as Route; // the pair's name is in it
}

function Groups({
  found,
  search,
  isOld,
  onOpen,
}: {
  found: AllLeasesDto;
  search: LeaseSearch;
  isOld: boolean;
  onOpen(lease: OpenLease): void;
}) {
  const count = found.pairs.reduce((sum, { leases }) => sum + leases.length, 0);
  const isMore = found.pairs.some(({ nextCursor }) => nextCursor !== null);
  return (
    <div className="space-y-6">
      <p role="status" className="text-13 text-muted" data-testid="result-count">
        {isOld
          ? 'Searching… What is shown is of the search before.'
          : `${count} ${count === 1 ? 'address' : 'addresses'} in ${found.pairs.length} ${found.pairs.length === 1 ? 'pair' : 'pairs'}${isMore ? ', and there may be more' : ''}.`}
      </p>
      {found.notAsked.length > 0 && (
        <p role="status" className="wrap-anywhere font-medium text-13">
          Not searched, because the others took long enough: {found.notAsked.join(', ')}. A narrower search
          reaches them.
        </p>
      )}
      {found.pairs.map(({ pair, files, leases, nextCursor }) => (
        <section key={pair} aria-label={pair}>
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <h2 className="font-semibold text-16">{pair}</h2>
            <FileStands files={files} />
          </div>
          {leases.length > 0 ? (
            <ResultList
              leases={leases}
              files={files}
              isOld={isOld}
              onOpen={(address) => onOpen({ pair, address })}
            />
          ) : (
            nextCursor === null && (
              <NothingFound search={search} files={files} ground={undefined} hashed={found.hashed} />
            )
          )}
          {nextCursor !== null && (
            <p className="mt-2 text-13">
              {leases.length === 0 && <span className="text-muted">None up to {nextCursor}. </span>}
              <Link href={leasesHref(pair, search)} prefetch={false} className="underline underline-offset-2">
                Look for more in {pair}
              </Link>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}
