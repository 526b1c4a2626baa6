'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { giveCode } from '@/lib/queries/factors.ts';
import { Head } from './head.tsx';
import { useEntry } from './use-entry.ts';

/** Asks who gave the right password for a code of the app, or for one that serves in its place. */
export function SecondStepForm({ next }: { next: string }) {
  const [way, setWay] = useState<'app' | 'recovery'>('app');
  const [code, setCode] = useState('');
  const entry = useEntry(() => giveCode(way, code), next, null);
  const isByApp = way === 'app';
  return (
    <>
      <Head title={isByApp ? 'Enter the code of your app' : 'Enter a recovery code'} />
      <Form
        label="Second step"
        refusal={entry.refusal}
        isBusy={entry.isBusy}
        onSubmit={entry.run}
        submit="Sign in"
        actions={
          <Button
            onClick={() => {
              setWay(isByApp ? 'recovery' : 'app');
              setCode('');
              entry.reset();
            }}
          >
            {isByApp ? 'Use a recovery code' : 'Use the app'}
          </Button>
        }
      >
        {isByApp ? (
          <TextField
            key="app"
            path="code"
            label="Code of six digits"
            help="Your authenticator app shows it; it changes every 30 seconds."
            inputMode="numeric"
            autoComplete="one-time-code"
            isMono
            value={code}
            onChange={setCode}
          />
        ) : (
          <TextField
            key="recovery"
            path="code"
            label="Recovery code"
            help="Each serves once. If you have none left, ask an admin to take the app off your account."
            isMono
            value={code}
            onChange={setCode}
          />
        )}
      </Form>
      <p className="mt-6 text-13">
        <a href="/sign-in" className="underline underline-offset-3">
          Start again
        </a>
      </p>
    </>
  );
}
