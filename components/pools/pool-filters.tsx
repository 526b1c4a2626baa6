'use client';

import { Download } from 'lucide-react';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import type { ColumnLook } from './pool-columns.tsx';
import { SORTS, type TableSearch } from './table-search.ts';

/** What narrows the table down, how it is sorted where its heads have no room, and a file of what it shows. */
export function PoolFilters({
  search,
  onSearch,
  looks,
  atRisk,
  onSave,
}: {
  search: TableSearch;
  onSearch(change: Partial<TableSearch>): void;
  looks: readonly ColumnLook[];
  /** How many pools are. */
  atRisk: number;
  onSave(): void;
}) {
  return (
    <search className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-13 print:hidden">
      <label className="flex min-w-0 grow items-center gap-2 sm:max-w-80">
        <span className="whitespace-nowrap">Find</span>
        <input
          data-search
          type="search"
          name="find"
          value={search.q}
          onChange={(event) => onSearch({ q: event.target.value })}
          placeholder="10.20.0.77, 10.20.0.0/24 or a name"
          autoComplete="off"
          spellCheck={false}
          className="h-8 w-full min-w-0 rounded-md border border-strong-line bg-surface px-2.5 placeholder:text-faint"
        />
      </label>
      <label
        className="flex min-h-8 items-center gap-2"
        title="Fewer than a tenth left, free addresses badly shared out, or one server alone would run out within a day"
      >
        <input
          type="checkbox"
          name="at-risk"
          checked={search.atRisk}
          onChange={(event) => onSearch({ atRisk: event.target.checked })}
          className="size-4 accent-ink"
        />
        At risk ({atRisk})
      </label>
      <label className="flex min-w-0 items-center gap-2 xl:hidden">
        Sort
        <select
          name="sort"
          value={search.sort === null ? '' : `${search.sort.desc ? '-' : ''}${search.sort.id}`}
          onChange={(event) => onSearch({ sort: sortOf(event.target.value) })}
          className="h-8 min-w-0 max-w-52 rounded-md border border-strong-line bg-surface px-2"
        >
          <option value="">worst first</option>
          {looks
            .filter(({ words }) => words !== '')
            .flatMap(({ id, words }) => [
              <option key={id} value={id}>{`${words}, least first`}</option>,
              <option key={`-${id}`} value={`-${id}`}>{`${words}, greatest first`}</option>,
            ])}
        </select>
      </label>
      <button type="button" onClick={onSave} className={`${BUTTON_LOOK} ml-auto`}>
        <Download size={14} aria-hidden="true" /> CSV
      </button>
    </search>
  );
}

function sortOf(text: string): TableSearch['sort'] {
  const id = SORTS.find((each) => each === text.replace(/^-/, ''));
  return id === undefined ? null : { id, desc: text.startsWith('-') };
}
