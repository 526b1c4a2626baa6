'use client';

import { type RefObject, useEffect } from 'react';

/**
 * Lets j, k and the arrows move the focus over the results in `list` (elements with `data-result`), from the search box
 * down to the first; never while something is typed or a dialog is open. Enter is the result's own.
 */
export function useResultKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const { target } = event;
      const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
      const isInBox = target instanceof HTMLElement && target.matches('[data-search]');
      const isInField =
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [contenteditable]') !== null;
      if (isInField && !(isInBox && event.key === 'ArrowDown')) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])];
      const here = rows.findIndex((row) => row.contains(document.activeElement));
      // Arrows scroll the page until a result has the focus.
      if (isArrow && here === -1 && !isInBox) return;
      if (event.key === 'j' || event.key === 'ArrowDown') focus(rows[here + 1]);
      else if (event.key === 'k' || event.key === 'ArrowUp') focusAbove(rows, here);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}

/** From the first result up is the box. */
function focusAbove(rows: readonly HTMLElement[], here: number): void {
  if (here === 0) focus(document.querySelector<HTMLElement>('[data-search]') ?? undefined);
  else focus(here === -1 ? rows.at(-1) : rows[here - 1]);
}

function focus(element: HTMLElement | undefined): void {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}
