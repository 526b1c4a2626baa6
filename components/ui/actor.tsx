'use client';

import { useSyncExternalStore } from 'react';
import { useVisitor } from '@/components/access/visitor.tsx';
import { nameOfDeeds } from '@/lib/access/actor.ts';
import { TextField } from './field.tsx';

const KEY = 'pairwatch.actor';
const listeners = new Set<() => void>();

/**
 * What the reader is called in the history: the name of who signed in. Where nobody does, what he calls himself, remembered
 * in this browser alone; empty until it was said.
 */
export function useActor(): [name: string, setName: (name: string) => void] {
  const known = useKnownName();
  const said = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY) ?? '', nobody);
  return [known ?? said, remember];
}

function useKnownName(): string | null {
  const visitor = useVisitor();
  return visitor && nameOfDeeds(visitor);
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

/** Asks who does it, the `by` of every action, where that isn't known. */
export function ActorField() {
  const [name, setName] = useActor();
  const isKnown = useKnownName() !== null;
  if (isKnown) return null;
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
