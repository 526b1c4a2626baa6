'use client';

import { useState } from 'react';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { PasswordLinkDto } from '@/lib/contracts/user.ts';
import { usersKey } from '@/lib/queries/keys.ts';
import { inviteUser } from '@/lib/queries/people.ts';
import { type Scope, ScopeFields } from './scope-fields.tsx';

/** Makes a user, and a link to hand over. */
export function InviteForm({ onClose, onMade }: { onClose(): void; onMade(link: PasswordLinkDto): void }) {
  const [by] = useActor();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [scope, setScope] = useState<Scope>({ role: 'viewer', pairs: null });
  const action = useAction({
    act: () => inviteUser({ by, name, email, ...scope }),
    changes: [usersKey],
    onDone: onMade,
  });
  return (
    <section aria-label="Invite somebody" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Invite somebody"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Make the link"
        onCancel={onClose}
      >
        <TextField
          path="name"
          label="Name"
          help="Stands in the history beside what is done."
          value={name}
          onChange={setName}
        />
        <TextField
          path="email"
          label="E-mail address"
          help="To sign in by. Nothing is sent there."
          type="email"
          inputMode="email"
          value={email}
          onChange={setEmail}
        />
        <ScopeFields scope={scope} onChange={setScope} />
        <ActorField />
      </Form>
    </section>
  );
}
