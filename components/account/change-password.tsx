'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { NewPasswordField } from '@/components/ui/password-field.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { accountKey } from '@/lib/queries/keys.ts';
import { changeOwnPassword } from '@/lib/queries/people.ts';

const DONE = 'Your password is changed, and you are signed out everywhere but here.';

/** Asks for the present password and another. */
export function ChangePassword({ email }: { email: string }) {
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction({
    act: () => changeOwnPassword({ present, password }),
    changes: [accountKey],
    onDone: () => {
      setPresent('');
      setPassword('');
      announce(DONE);
    },
  });
  return (
    <section aria-label="Change your password" className="space-y-3">
      <h2 className="font-semibold text-16">Change your password</h2>
      {action.answer && <p>{DONE}</p>}
      <Form
        label="Change your password"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Change it"
      >
        <input type="text" name="username" autoComplete="username" hidden value={email} readOnly />
        <TextField
          path="present"
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={present}
          onChange={setPresent}
        />
        <NewPasswordField label="New password" value={password} onChange={setPassword} />
      </Form>
    </section>
  );
}
