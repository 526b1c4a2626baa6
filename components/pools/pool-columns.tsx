'use client';

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { PoolRow } from './pool-row.ts';
import { compareValues, sortValue } from './pool-sort.ts';
import type { SortId } from './table-search.ts';

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const helper = createColumnHelper<typeof features, PoolRow>();

/** Sorted by what `sortValue` gives; how they look is the row's own. */
const sortable = (id: SortId) =>
  helper.accessor((row) => sortValue(id, row), {
    id,
    sortUndefined: 'last',
    sortFn: (one, other) => compareValues(sortValue(id, one.original), sortValue(id, other.original)),
  });

export const columns = helper.columns([
  sortable('pool'),
  sortable('network'),
  sortable('size'),
  sortable('used'),
  sortable('primary'),
  sortable('secondary'),
  sortable('balance'),
  sortable('until'),
  sortable('age'),
]);

/** How each column is headed and how much of the width it takes; `from`: the least width of the window it is shown at. */
export type ColumnLook = {
  id: SortId | 'bar' | 'spark';
  head: ReactNode;
  /** The head where there is no room for it, as in the choice of a sort. */
  words: string;
  hint: string;
  /** Class names of its cells: when it is shown, and to which side. */
  look: string;
  width: string;
};

export function columnLooks([primary, secondary]: readonly { name: string }[]): ColumnLook[] {
  const own = (letter: string, name: string | undefined, share: string, look: string) => ({
    words: `free of ${name ?? letter} alone`,
    hint: `What ${name ?? 'this server'} may give to new clients by itself: ${share} addresses, by its own figures`,
    head: (
      <>
        <span className={`font-semibold ${look}`}>{letter}</span> own free
      </>
    ),
  });
  return [
    {
      id: 'pool',
      head: 'Pool',
      words: 'address',
      hint: 'In the order of the addresses',
      look: 'text-left',
      width: '',
    },
    {
      id: 'network',
      head: 'Shared network',
      words: 'shared network',
      hint: 'Pools of one shared network can serve the same clients',
      look: 'text-left max-lg:hidden',
      width: 'lg:w-32',
    },
    {
      id: 'size',
      head: 'Size',
      words: 'size',
      hint: 'Addresses in its ranges',
      look: 'text-right max-xl:hidden',
      width: 'xl:w-16',
    },
    { id: 'bar', head: 'Use', words: '', hint: '', look: 'text-left', width: 'w-24 sm:w-36' },
    {
      id: 'used',
      head: 'Used',
      words: 'used',
      hint: 'By the server that counts the most as used',
      look: 'text-right max-sm:hidden',
      width: 'sm:w-20',
    },
    {
      id: 'primary',
      ...own('A', primary?.name, 'free', 'text-server-a'),
      look: 'text-right max-md:hidden',
      width: 'md:w-24',
    },
    {
      id: 'secondary',
      ...own('B', secondary?.name, 'backup', 'text-server-b'),
      look: 'text-right max-md:hidden',
      width: 'md:w-24',
    },
    {
      id: 'balance',
      head: 'Balance',
      words: 'balance',
      hint: 'How the free addresses are shared out',
      look: 'text-left max-lg:hidden',
      width: 'lg:w-36',
    },
    {
      id: 'until',
      head: 'One alone lasts',
      words: 'how long one alone lasts',
      hint: 'Until the first of the two would have no address left for new clients, if its partner went away now and nobody set partner-down',
      look: 'text-left',
      width: 'w-28 sm:w-36',
    },
    { id: 'spark', head: '24 h', words: '', hint: '', look: 'text-left max-xl:hidden', width: 'xl:w-28' },
    {
      id: 'age',
      head: 'Age',
      words: 'age',
      hint: 'How long ago the figures were read',
      look: 'text-right max-lg:hidden',
      width: 'lg:w-16',
    },
  ];
}
