'use client';

import { useSyncExternalStore } from 'react';

let cursorAt: number | null = null;
const listeners = new Set<() => void>();

/** The moment that is looked at in all charts of the page; milliseconds, null for none. */
export function useCursor(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => cursorAt,
    () => null,
  );
}

export function setCursor(at: number | null): void {
  if (at === cursorAt) return;
  cursorAt = at;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
