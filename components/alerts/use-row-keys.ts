'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { Question } from './alert-dialogs.tsx';

/**
 * Lets j and k move the focus over the rows in `list` (elements with `data-alert`), and a and s ask about the row that has
 * it; never while something is typed or a dialog is open. `ask` gets the id in `data-alert`.
 */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  ask: (kind: Question['kind'], id: number) => void,
): void {
  const latestAsk = useRef(ask);
  useEffect(() => {
    latestAsk.current = ask;
  }, [ask]);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
      const here = rows.findIndex((row) => row.contains(document.activeElement));
      const row = rows[here];
      if (event.key === 'j') focus(rows[here + 1]);
      else if (event.key === 'k') focus(here === -1 ? rows.at(-1) : rows[here - 1]);
      else if (event.key === 'a' && row) latestAsk.current('acknowledge', Number(row.dataset.alert));
      else if (event.key === 's' && row) latestAsk.current('silence', Number(row.dataset.alert));
      else return;
      // Or the letter would be typed into the field that now has the focus.
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}

/** Whether the key belongs to a field, or to a dialog above the page. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function focus(row: HTMLElement | undefined): void {
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
