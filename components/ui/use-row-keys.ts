'use client';

import type { RefObject } from 'react';
import { useRole } from '@/components/access/may.tsx';
import type { Role } from '@/lib/access/role.ts';
import { useKeys } from './use-keys.ts';

/** What a key does with the row that has the focus; `act` gets what stands in its `data-row`, and gives `false` for nothing to do. */
export type RowDeed = {
  keys: string;
  does: string;
  act(row: string): unknown;
  /** Default: everybody may. */
  need?: Role;
};

/** Lets j and k move the focus over the rows in `list` (elements with `data-row`), and other keys do something with the one that has it. */
export function useRowKeys(
  name: string,
  list: RefObject<HTMLElement | null>,
  deeds: readonly RowDeed[],
): void {
  const may = useRole();
  const rowsNow = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const hereOf = (rows: readonly HTMLElement[]) =>
    rows.findIndex((row) => row.contains(document.activeElement));

  function go(step: 1 | -1): void {
    const rows = rowsNow();
    const here = hereOf(rows);
    focus(step === -1 && here === -1 ? rows.at(-1) : rows[here + step]);
  }

  function withRow(act: RowDeed['act']): unknown {
    const rows = rowsNow();
    const row = rows[hereOf(rows)]?.dataset.row;
    return row === undefined ? false : act(row);
  }

  useKeys(name, [
    { keys: 'j', does: 'go down the list', act: () => go(1) },
    { keys: 'k', does: 'go up the list', act: () => go(-1) },
    ...deeds
      .filter(({ need = 'viewer' }) => may(need))
      .map(({ keys, does, act }) => ({ keys, does, act: () => withRow(act) })),
  ]);
}

function focus(row: HTMLElement | undefined): void {
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
