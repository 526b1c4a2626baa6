'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { newSigningSecret } from './signing-secret.ts';

/** The secrets that messages are signed with, and a new one at the push of a button. */
export function SigningSecrets({
  most,
  value,
  onChange,
}: {
  most: number;
  value: string;
  onChange(value: string): void;
}) {
  const [isNew, setNew] = useState(false);
  return (
    <div className="space-y-2">
      <TextField
        path="secrets"
        label="Signing secret"
        help={`By it the receiver knows that a message is ours. One a line, ${most} at most: messages are signed with each, so that one can be replaced without a gap.`}
        rows={2}
        isMono
        value={value}
        onChange={onChange}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          onClick={() => {
            const kept = value.trim();
            onChange([newSigningSecret(), ...(kept === '' ? [] : [kept])].join('\n'));
            setNew(true);
          }}
        >
          Generate a secret
        </Button>
        <p role="status" className="text-13 text-muted">
          {isNew &&
            'Made in this browser. Give it to the receiver now: it is kept encrypted and never shown again.'}
        </p>
      </div>
    </div>
  );
}
