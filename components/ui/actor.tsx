'use client';

import { useSyncExternalStore } from 'react';
import { TextField } from './field.tsx';

const KEY = 'pairwatch.actor';
const listeners = new Set<() => void>();

/** What the reader calls himself in the history, remembered in this browser alone; empty until it was said. */
export function useActor(): [name: string, setName: (name: string) => void] {
  const name = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY) ?? '', nobody);
  return [name, remember];
}

const nobody = () => '';

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function remember(name: string): void {
  localStorage.setItem(KEY, name);
  for (const listener of listeners) listener();
}

/** Asks who does it: the `by` of every action. */
export function ActorField() {
  const [name, setName] = useActor();
  return (
    <TextField
      path="by"
      label="Your name"
      help="Stands in the history beside what you did. This browser remembers it."
      value={name}
      onChange={setName}
      autoComplete="name"
    />
  );
}
