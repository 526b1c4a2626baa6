import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ColumnLook } from './pool-columns.tsx';
import { nextSort } from './pool-sort.ts';
import { SORTS, type TableSearch } from './table-search.ts';

/** The heads of the columns; pressing one sorts by it, pressing on turns the sort around and then gives it up. */
export function TableHead({
  looks,
  sort,
  onSort,
}: {
  looks: readonly ColumnLook[];
  sort: TableSearch['sort'];
  onSort(sort: TableSearch['sort']): void;
}) {
  return (
    <thead className="text-12 text-muted">
      <tr aria-rowindex={1}>
        {looks.map(({ id, head, hint, look, width }) => {
          const sortId = SORTS.find((each) => each === id);
          const isSorted = sort !== null && sort.id === id;
          const Arrow = sort?.desc ? ArrowDown : ArrowUp;
          return (
            <th
              key={id}
              scope="col"
              aria-sort={isSorted ? (sort.desc ? 'descending' : 'ascending') : undefined}
              className={`sticky top-0 z-20 border-strong-line border-b bg-surface px-2 py-1 font-normal first:rounded-tl-md first:pl-3 last:rounded-tr-md last:pr-3 ${look} ${width}`}
            >
              {sortId === undefined ? (
                head
              ) : (
                <button
                  type="button"
                  title={hint}
                  onClick={() => onSort(nextSort(sort, sortId))}
                  className={`inline-flex min-h-[24px] items-center gap-1 text-left hover:text-ink ${isSorted ? 'font-medium text-ink' : ''}`}
                >
                  <span>{head}</span>
                  {isSorted && <Arrow size={12} aria-hidden="true" className="shrink-0" />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
