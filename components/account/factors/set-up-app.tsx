'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CodeBlock } from '@/components/runbook/code-block.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { AppBegunDto } from '@/lib/contracts/factors.ts';
import { beginApp, confirmApp } from '@/lib/queries/factors.ts';
import { accountKey } from '@/lib/queries/keys.ts';
import { PasswordAgainField } from './password-field.tsx';

const QrCode = dynamic(() => import('./qr-code.tsx'), {
  ssr: false,
  loading: () => <div className="size-[184px] rounded-md bg-sunken" />,
});

/** Sets an authenticator app up: the password, then what the app reads, then a code it shows. */
export function SetUpApp({
  email,
  onClose,
  onDone,
}: {
  email: string;
  onClose(): void;
  /** With the recovery codes. */
  onDone(codes: readonly string[]): void;
}) {
  const [begun, setBegun] = useState<AppBegunDto | null>(null);
  return begun === null ? (
    <AskPassword email={email} onClose={onClose} onBegun={setBegun} />
  ) : (
    <AskCode begun={begun} onClose={onClose} onDone={() => onDone(begun.codes)} />
  );
}

function AskPassword({
  email,
  onClose,
  onBegun,
}: {
  email: string;
  onClose(): void;
  onBegun(begun: AppBegunDto): void;
}) {
  const [password, setPassword] = useState('');
  const action = useAction({ act: () => beginApp({ password }), changes: [], onDone: onBegun });
  return (
    <Form
      label="Set up an authenticator app"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Go on"
      onCancel={onClose}
    >
      <PasswordAgainField email={email} value={password} onChange={setPassword} />
    </Form>
  );
}

function AskCode({
  begun: { uri },
  onClose,
  onDone,
}: {
  begun: AppBegunDto;
  onClose(): void;
  onDone(): void;
}) {
  const [code, setCode] = useState('');
  const action = useAction({ act: () => confirmApp(code), changes: [accountKey], onDone });
  return (
    <Form
      label="Confirm the authenticator app"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Turn it on"
      onCancel={onClose}
    >
      <p>Scan this with the app, or type the key beneath into it. Then enter the code that the app shows.</p>
      <div className="w-fit overflow-hidden rounded-md border border-line">
        <QrCode text={uri} title="QR code for your authenticator app" />
      </div>
      <CodeBlock text={keyIn(uri)} />
      <TextField
        path="code"
        label="Code of six digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        isMono
        value={code}
        onChange={setCode}
      />
    </Form>
  );
}

/** The key as apps take it when it is typed, in fours. */
function keyIn(uri: string): string {
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return key.match(/.{1,4}/g)?.join(' ') ?? '';
}
