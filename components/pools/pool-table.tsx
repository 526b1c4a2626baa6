'use client';

import { useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useKeys } from '@/components/ui/use-keys.ts';
import type { PoolOverviewDto, PoolSparksDto } from '@/lib/contracts/pool-overview.ts';
import { columnLooks, columns, features } from './pool-columns.tsx';
import type { PoolRow } from './pool-row.ts';
import { PoolCells } from './pool-table-row.tsx';
import { TableHead } from './table-head.tsx';
import type { TableSearch } from './table-search.ts';
import { usePrinting } from './use-printing.ts';

/** What a row is high before it was measured. */
const ROW_HEIGHT = 45;
/** Rows drawn beyond those in sight. */
const OVERSCAN = 12;
/** What the server draws of a long table. */
const FIRST_SIGHT = { width: 1200, height: 900 };

export type Sparks = { byPool: ReadonlyMap<number, PoolSparksDto['pools'][number]['used']>; period: string };

/** The rows given, in the order chosen: only those near the window are drawn, the count is told to those who can't see it. */
export function PoolTable({
  pair,
  rows,
  servers,
  sort,
  onSort,
  sparks,
  isTruthOld,
}: {
  pair: string;
  rows: readonly PoolRow[];
  servers: PoolOverviewDto['servers'];
  sort: TableSearch['sort'];
  onSort(sort: TableSearch['sort']): void;
  sparks: Sparks | undefined;
  isTruthOld: boolean;
}) {
  const table = useTable({
    features,
    columns,
    data: rows,
    state: { sorting: sort ? [sort] : [] },
    getRowId: (row) => String(row.id),
  });
  const sorted = table.getRowModel().rows;
  const looks = columnLooks(servers);
  const body = useRef<HTMLTableSectionElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (body.current) setScrollMargin(body.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: sorted.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: FIRST_SIGHT,
    scrollMargin,
    getItemKey: (index) => sorted[index]?.id ?? index,
    // The row that has the focus stays, wherever one scrolls: or the focus would be lost.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return focused === null || focused >= sorted.length || indexes.includes(focused)
        ? indexes
        : [...indexes, focused].toSorted((a, b) => a - b);
    },
  });
  const isPrinting = usePrinting();
  const shown = isPrinting
    ? sorted.map((_, index) => ({ index, start: 0, end: 0 }))
    : virtualizer.getVirtualItems();

  const go = (step: 1 | -1) => {
    const index = Math.max(0, Math.min(sorted.length - 1, focused === null ? 0 : focused + step));
    virtualizer.scrollToIndex(index);
    body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus();
  };
  useKeys('Pools', [
    { keys: 'j', does: 'go down the pools', act: () => go(1) },
    { keys: 'k', does: 'go up the pools', act: () => go(-1) },
  ]);

  let drawnTo = scrollMargin;
  return (
    <table
      aria-rowcount={sorted.length + 1}
      aria-label="Pools"
      data-testid="pool-table"
      className="w-full table-fixed border-separate border-spacing-0 text-13"
    >
      <TableHead looks={looks} sort={sort} onSort={onSort} />
      <tbody
        ref={body}
        onFocus={(event) => {
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index;
          setFocused(index === undefined ? null : Number(index));
        }}
        onBlur={() => setFocused(null)}
      >
        {shown.map(({ index, start, end }) => {
          const row = sorted[index];
          if (!row) return null;
          const gap = start - drawnTo;
          drawnTo = end;
          const used = sparks?.byPool.get(row.original.id);
          return [
            gap > 0 && <Space key={`before ${row.id}`} height={gap} />,
            <tr
              key={row.id}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              data-testid={`pool-row-${row.original.id}`}
              className="relative hover:bg-sunken focus-within:bg-sunken [&>*]:border-line [&>*]:border-b"
            >
              <PoolCells
                row={row.original}
                pair={pair}
                servers={servers}
                looks={looks}
                spark={used && sparks ? { used, period: sparks.period } : undefined}
                isTruthOld={isTruthOld}
              />
            </tr>,
          ];
        })}
        {!isPrinting && <Space height={virtualizer.getTotalSize() + scrollMargin - drawnTo} />}
      </tbody>
    </table>
  );
}

/**
 * The room of rows that are not drawn. One cell under the first column: across all of them it would call back those that a
 * narrow window leaves out, each as wide as the first.
 */
function Space({ height }: { height: number }) {
  return (
    height > 0 && (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
      <tr aria-hidden="true">
        <td style={{ height, padding: 0 }} />
      </tr>
    )
  );
}
