'use client';

import type { RefObject } from 'react';
import { useKeys } from '@/components/ui/use-keys.ts';
import type { Question } from './alert-dialogs.tsx';

/**
 * Lets j and k move the focus over the rows in `list` (elements with `data-alert`), and a and s ask about the row that has
 * it. `ask` gets the id in `data-alert`.
 */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  ask: (kind: Question['kind'], id: number) => void,
): void {
  const rowsNow = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
  const hereOf = (rows: readonly HTMLElement[]) =>
    rows.findIndex((row) => row.contains(document.activeElement));

  function go(step: 1 | -1): void {
    const rows = rowsNow();
    const here = hereOf(rows);
    focus(step === -1 && here === -1 ? rows.at(-1) : rows[here + step]);
  }

  function askOfRow(kind: Question['kind']): boolean {
    const rows = rowsNow();
    const row = rows[hereOf(rows)];
    if (row) ask(kind, Number(row.dataset.alert));
    return row !== undefined;
  }

  useKeys('Alerts', [
    { keys: 'j', does: 'go down the list', act: () => go(1) },
    { keys: 'k', does: 'go up the list', act: () => go(-1) },
    { keys: 'a', does: 'acknowledge the alert that has the focus', act: () => askOfRow('acknowledge') },
    { keys: 's', does: 'silence the alert that has the focus', act: () => askOfRow('silence') },
  ]);
}

function focus(row: HTMLElement | undefined): void {
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
