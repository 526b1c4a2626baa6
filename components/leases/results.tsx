'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BUTTON_LOOK, Button } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { LeaseGroundDto, LeaseListDto } from '@/lib/contracts/lease.ts';
import type { LeaseSearch } from '@/lib/contracts/lease-search.ts';
import { leaseExportPath } from '@/lib/queries/leases.ts';
import { NothingFound } from './nothing-found.tsx';
import { ResultList } from './result-list.tsx';

type Query = UseInfiniteQueryResult<InfiniteData<LeaseListDto>>;

const NONE_HASHED = { macs: false, names: false };

/** So many answers that found nothing follow each other by themselves before somebody has to want more. */
const MOST_FRUITLESS = 12;

/** What a search of one pair found so far, how it goes on, and all of it as a file. */
export function Results({
  pair,
  search,
  query,
  ground,
  firstProblem,
  onOpen,
}: {
  pair: string;
  search: LeaseSearch;
  query: Query;
  ground: LeaseGroundDto | undefined;
  firstProblem: ProblemDto | null;
  onOpen(address: string): void;
}) {
  useGoingOn(query);
  return (
    <Resource query={query} firstProblem={firstProblem} what="leases">
      {({ pages }) => {
        const leases = pages.flatMap((page) => page.leases);
        const files = pages.at(-1)?.files ?? [];
        const hashed = pages.at(-1)?.hashed ?? NONE_HASHED;
        return (
          <div className="space-y-3">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-13">
              <p role="status" className="text-muted" data-testid="result-count">
                {query.isPlaceholderData
                  ? 'Searching… What is shown is of the search before.'
                  : countWords(query, leases.length)}
              </p>
              <p className="ml-auto flex gap-2 print:hidden">
                {leases.length > 0 && <Export pair={pair} search={search} />}
              </p>
            </div>
            {leases.length > 0 && (
              <ResultList leases={leases} files={files} isOld={query.isPlaceholderData} onOpen={onOpen} />
            )}
            {leases.length === 0 && !query.hasNextPage && !query.isPlaceholderData && (
              <NothingFound search={search} files={files} ground={ground} hashed={hashed} />
            )}
            {query.hasNextPage && !query.isPlaceholderData && (
              <Button onClick={() => query.fetchNextPage()} disabled={query.isFetchingNextPage}>
                {query.isFetchingNextPage ? 'Searching…' : leases.length === 0 ? 'Look further' : 'More'}
              </Button>
            )}
          </div>
        );
      }}
    </Resource>
  );
}

/** An answer ends early where a search is slow: one that found nothing yet goes on by itself for a while. */
function useGoingOn({
  data,
  hasNextPage,
  isFetching,
  isError,
  fetchNextPage,
  isPlaceholderData,
}: Query): void {
  const pages = data?.pages ?? [];
  const isFruitless = pages.length > 0 && pages.every(({ leases }) => leases.length === 0);
  const goesOn = isFruitless && hasNextPage && !isPlaceholderData && !isFetching && !isError;
  const count = pages.length;
  useEffect(() => {
    if (goesOn && count % MOST_FRUITLESS !== 0) fetchNextPage();
  }, [goesOn, count, fetchNextPage]);
}

function countWords({ data, hasNextPage }: Query, count: number): string {
  const last = data?.pages.at(-1)?.nextCursor;
  const addresses = `${count.toLocaleString('en-US')} ${count === 1 ? 'address' : 'addresses'}`;
  // What it means that there is none is told beneath.
  if (!hasNextPage) return count === 0 ? '' : addresses;
  return count === 0
    ? `None up to ${last}; there is more to look through.`
    : `${addresses} up to ${last}; there may be more.`;
}

function Export({ pair, search }: { pair: string; search: LeaseSearch }) {
  return (
    <>
      <a href={leaseExportPath(pair, search, 'csv')} download className={BUTTON_LOOK}>
        Save as CSV
      </a>
      <a href={leaseExportPath(pair, search, 'json')} download className={BUTTON_LOOK}>
        Save as JSON
      </a>
    </>
  );
}
