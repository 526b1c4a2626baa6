'use client';

import { useState } from 'react';
import { Moment } from '@/components/settings/moment.tsx';
import { Act } from '@/components/ui/act.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { PasskeyDto } from '@/lib/contracts/passkeys.ts';
import { accountKey } from '@/lib/queries/keys.ts';
import { addPasskey, removePasskey } from '@/lib/queries/passkeys.ts';
import { PasswordAgainField } from './password-field.tsx';

const CHANGES = [accountKey];

/** The passkeys the reader signs in by, each to be removed, and a way to add one. */
export function Passkeys({
  email,
  passkeys,
  serve,
}: {
  email: string;
  passkeys: readonly PasskeyDto[];
  /** Whether this page can add one. */
  serve: boolean;
}) {
  return (
    <section aria-label="Passkeys" className="space-y-3">
      <h2 className="font-semibold text-16">Passkeys</h2>
      <p className="max-w-prose">
        {serve
          ? 'A passkey of your device or a security key lets you in with no password and no code: the device makes sure that it is you.'
          : 'Passkeys work only where Pairwatch is opened over https and by a name, or at http://localhost. This page came another way, so none can be added here.'}
      </p>
      {passkeys.length > 0 && (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {passkeys.map((passkey) => (
            <Passkey key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {serve && <Add email={email} />}
    </section>
  );
}

function Passkey({ passkey: { id, name, createdAt } }: { passkey: PasskeyDto }) {
  return (
    <li aria-label={name} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{name}</p>
        {createdAt !== null && (
          <p className="text-13 text-muted">
            added <Moment at={createdAt} of={`${name} was added`} />
          </p>
        )}
      </div>
      <Act
        need="viewer"
        word="Remove"
        label={`Remove ${name}`}
        question="Nobody signs in by it any more. The device may go on offering it: remove it there too."
        act={() => removePasskey(id)}
        changes={CHANGES}
      />
    </li>
  );
}

function Add({ email }: { email: string }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Act
      need="viewer"
      word="Add a passkey"
      confirm="Add it"
      act={() => addPasskey({ name, password })}
      changes={CHANGES}
      onDone={() => {
        setName('');
        setPassword('');
      }}
    >
      <TextField
        path="name"
        label="What to call it"
        help="Such as the device it is on."
        value={name}
        onChange={setName}
      />
      <PasswordAgainField email={email} value={password} onChange={setPassword} />
    </Act>
  );
}
