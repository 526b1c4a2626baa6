'use client';

import { useState } from 'react';
import { Form } from '@/components/ui/form.tsx';
import { NewPasswordField } from '@/components/ui/password-field.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { choosePassword } from '@/lib/queries/sign-in.ts';
import { Head } from './head.tsx';
import { useEntry } from './use-entry.ts';

/** Asks whoever was given a link for a password, and signs him in. */
export function PasswordForm({
  linkKey,
  user,
  firstProblem,
}: {
  linkKey: string;
  user: { name: string; email: string } | null;
  firstProblem: ProblemDto | null;
}) {
  const [password, setPassword] = useState('');
  const entry = useEntry(() => choosePassword({ key: linkKey, password }), '/', firstProblem);
  return (
    <>
      <Head title="Choose a password">
        {user && (
          <>
            For {user.name}. You sign in by <span className="text-ink">{user.email}</span> and this password.
            The link serves once.
          </>
        )}
      </Head>
      <Form
        label="Choose a password"
        refusal={entry.refusal}
        isBusy={entry.isBusy}
        onSubmit={entry.run}
        submit="Keep this password and sign in"
      >
        <input
          type="text"
          name="username"
          autoComplete="username"
          hidden
          value={user?.email ?? ''}
          readOnly
        />
        <NewPasswordField value={password} onChange={setPassword} />
      </Form>
    </>
  );
}
