'use client';

import { useState } from 'react';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { NewPasswordField } from '@/components/ui/password-field.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { setUp } from '@/lib/queries/sign-in.ts';
import { Head } from './head.tsx';
import { useEntry } from './use-entry.ts';

/** Asks for the first user, who may do everything. */
export function SetUpForm({ linkKey, firstProblem }: { linkKey: string; firstProblem: ProblemDto | null }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entry = useEntry(() => setUp({ key: linkKey, name, email, password }), '/', firstProblem);
  return (
    <>
      <Head title="Set up Pairwatch">
        Nobody can sign in yet. This makes the first user, who has the role admin: may change everything and
        give others access. The link serves once.
      </Head>
      <Form
        label="Set up Pairwatch"
        refusal={entry.refusal}
        isBusy={entry.isBusy}
        onSubmit={entry.run}
        submit="Make this user and sign in"
      >
        <TextField
          path="name"
          label="Your name"
          help="Stands in the history beside what you do."
          autoComplete="name"
          value={name}
          onChange={setName}
        />
        <TextField
          path="email"
          label="E-mail address"
          help="You sign in by it. Nothing is sent there."
          type="email"
          inputMode="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <NewPasswordField value={password} onChange={setPassword} />
      </Form>
    </>
  );
}
