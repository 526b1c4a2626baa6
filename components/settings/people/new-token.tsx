'use client';

import { useState } from 'react';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { tokensKey } from '@/lib/queries/keys.ts';
import { makeToken } from '@/lib/queries/people.ts';
import { type Scope, ScopeFields } from './scope-fields.tsx';

const LIFETIMES = [
  { value: '30', word: '30 days' },
  { value: '90', word: '90 days' },
  { value: '365', word: 'a year' },
  { value: 'ever', word: 'until it is revoked' },
] as const;
type Lifetime = (typeof LIFETIMES)[number]['value'];

/** Makes a token. */
export function NewToken({ onClose, onMade }: { onClose(): void; onMade(token: string): void }) {
  const [by] = useActor();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>({ role: 'viewer', pairs: null });
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const action = useAction({
    act: () => makeToken({ by, name, ...scope, days: lifetime === 'ever' ? null : Number(lifetime) }),
    changes: [tokensKey],
    onDone: ({ token }) => onMade(token),
  });
  return (
    <section aria-label="New token" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Make a token"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Make it"
        onCancel={onClose}
      >
        <TextField
          path="name"
          label="What it is for"
          help="Letters, digits, dots, hyphens and underscores, such as prometheus."
          isMono
          value={name}
          onChange={setName}
        />
        <ScopeFields scope={scope} onChange={setScope} />
        <SelectField<Lifetime>
          path="days"
          label="Serves for"
          value={lifetime}
          options={LIFETIMES}
          onChange={setLifetime}
        />
        <ActorField />
      </Form>
    </section>
  );
}
