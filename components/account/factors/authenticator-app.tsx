'use client';

import { useState } from 'react';
import { Act } from '@/components/ui/act.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { FactorsDto } from '@/lib/contracts/factors.ts';
import { renewRecoveryCodes, turnAppOff } from '@/lib/queries/factors.ts';
import { accountKey } from '@/lib/queries/keys.ts';
import { PasswordAgainField } from './password-field.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpApp } from './set-up-app.tsx';

const CHANGES = [accountKey];

/** Whether a code is asked for beside the password, and what can be changed of it. */
export function AuthenticatorApp({ email, app }: { email: string; app: FactorsDto['app'] }) {
  const [isSettingUp, setSettingUp] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <section aria-label="Authenticator app" className="space-y-3">
      <h2 className="font-semibold text-16">Authenticator app</h2>
      <p className="max-w-prose">{standOf(app)}</p>
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
      {app && <Change email={email} onCodes={setCodes} />}
      {!app && isSettingUp && (
        <SetUpApp
          email={email}
          onClose={() => setSettingUp(false)}
          onDone={(made) => {
            setSettingUp(false);
            setCodes(made);
          }}
        />
      )}
      {!app && !isSettingUp && codes === null && (
        <Button onClick={() => setSettingUp(true)}>Set up an app</Button>
      )}
    </section>
  );
}

function standOf(app: FactorsDto['app']): string {
  if (app === null)
    return 'Your password alone lets you in. With an app on your phone, a code that changes every 30 seconds is asked for as well.';
  const { codesLeft } = app;
  const left =
    codesLeft === 0
      ? 'No recovery code is left: make new ones, or who loses the phone is locked out.'
      : `${codesLeft} recovery ${codesLeft === 1 ? 'code is' : 'codes are'} left.`;
  return `A code of your app is asked for beside the password. ${left}`;
}

function Change({ email, onCodes }: { email: string; onCodes(codes: readonly string[]): void }) {
  const [password, setPassword] = useState('');
  const field = <PasswordAgainField email={email} value={password} onChange={setPassword} />;
  return (
    <div className="flex flex-wrap gap-2">
      <Act
        need="viewer"
        word="New recovery codes"
        question="Those you have serve no more."
        confirm="Make new ones"
        act={() => renewRecoveryCodes({ password })}
        changes={CHANGES}
        onDone={(made) => {
          setPassword('');
          onCodes(made.codes);
        }}
      >
        {field}
      </Act>
      <Act
        need="viewer"
        word="Turn off"
        label="Turn off the authenticator app"
        question="From then on your password alone lets you in, and the recovery codes serve no more."
        confirm="Turn it off"
        act={() => turnAppOff({ password })}
        changes={CHANGES}
        onDone={() => setPassword('')}
      >
        {field}
      </Act>
    </div>
  );
}
