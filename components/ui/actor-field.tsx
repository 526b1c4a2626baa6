'use client';

import { useEffect, useState } from 'react';
import { knownActor } from '@/components/actor.ts';
import { Field } from './field.tsx';

/** Asks who acts. */
export function ActorField({
  name,
  onChange,
  error,
}: {
  name: string;
  onChange(name: string): void;
  error: string | null;
}) {
  return (
    <Field label="Your name" help="Stands in the history; this browser remembers it." error={error}>
      {(control) => (
        <input
          {...control}
          autoComplete="name"
          maxLength={80}
          value={name}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The name as it is being typed, beginning with the one this browser remembers. */
export function useActorName(): [name: string, setName: (name: string) => void] {
  const [name, setName] = useState('');
  // Only the browser knows it: the server draws the field empty.
  useEffect(() => setName((typed) => (typed === '' ? knownActor() : typed)), []);
  return [name, setName];
}
