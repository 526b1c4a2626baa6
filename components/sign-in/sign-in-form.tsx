'use client';

import { useState } from 'react';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { signIn } from '@/lib/queries/sign-in.ts';
import { Head } from './head.tsx';
import { useEntry } from './use-entry.ts';

/** Asks for e-mail address and password, and goes on to the page that was asked for. */
export function SignInForm({ next, firstProblem }: { next: string; firstProblem: ProblemDto | null }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entry = useEntry(() => signIn({ email, password }), next, firstProblem);
  return (
    <>
      <Head title="Sign in" />
      <Form
        label="Sign in"
        refusal={entry.refusal}
        isBusy={entry.isBusy}
        onSubmit={entry.run}
        submit="Sign in"
      >
        <TextField
          path="email"
          label="E-mail address"
          type="email"
          inputMode="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          path="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </Form>
    </>
  );
}
