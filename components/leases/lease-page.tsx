'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { guessOf, isEmptySearch } from '@/lib/contracts/lease-search.ts';
import { leaseGroundQuery, leaseSearchQuery } from '@/lib/queries/leases.ts';
import { EmptySearch } from './empty-search.tsx';
import { FileStands } from './file-stands.tsx';
import { LeaseFilters } from './filters.tsx';
import { LeaseDrawer } from './lease-drawer.tsx';
import { Results } from './results.tsx';
import { SearchBox } from './search-box.tsx';
import { useLeaseSearch } from './use-lease-search.ts';
import { useResultKeys } from './use-result-keys.ts';

/** Finds leases of one pair by whatever is known of them. */
export function LeasePage({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  const searching = useLeaseSearch(name);
  const { search, opened } = searching;
  const isEmpty = isEmptySearch(search);
  const isUnderstood = search.q.trim() === '' || guessOf(search) !== null;
  const ground = useQuery(leaseGroundQuery(name));
  const query = useInfiniteQuery({ ...leaseSearchQuery(name, search), enabled: !isEmpty && isUnderstood });
  const list = useRef<HTMLDivElement>(null);
  useResultKeys(list);
  const files = (isEmpty ? undefined : query.data?.pages.at(-1)?.files) ?? ground.data?.files;
  return (
    <div className="space-y-4" ref={list}>
      <title>{`${search.q.trim() === '' ? 'Leases' : search.q.trim()} · ${name} · Pairwatch`}</title>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <h1 className="font-semibold text-20">Leases of {name}</h1>
        {files && <FileStands files={files} />}
      </div>
      <SearchBox searching={searching} />
      <LeaseFilters searching={searching} ground={ground.data} />
      {isEmpty && (
        <Resource query={ground} firstProblem={firstProblem} what="lease files">
          {(known) => <EmptySearch ground={known} change={searching.change} />}
        </Resource>
      )}
      {!isEmpty && isUnderstood && (
        <Results
          pair={name}
          search={search}
          query={query}
          ground={ground.data}
          firstProblem={firstProblem}
          onOpen={(address) => searching.open({ pair: name, address })}
        />
      )}
      {opened && <LeaseDrawer key={opened.address} {...opened} onClose={searching.close} />}
    </div>
  );
}
