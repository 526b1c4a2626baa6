'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { readTableSearch, type TableSearch, writeTableSearch } from './table-search.ts';

/** What the table shows, kept in the page's address: a reload and a link show the same. Nothing is asked of the server for it. */
export function useTableSearch() {
  const path = usePathname();
  const params = useSearchParams();
  const search = readTableSearch(params);
  const setSearch = (change: Partial<TableSearch>) => {
    const next = writeTableSearch(new URLSearchParams(window.location.search), { ...search, ...change });
    window.history.replaceState(null, '', next.size === 0 ? path : `${path}?${next}`);
  };
  return { search, setSearch };
}
