'use client';

import { Button } from '@/components/ui/button.tsx';
import { signInByPasskey } from '@/lib/queries/passkeys.ts';
import { useEntry } from './use-entry.ts';

/** Signs in by a passkey, and goes on to the page that was asked for. */
export function PasskeyButton({ next }: { next: string }) {
  const entry = useEntry(signInByPasskey, next, null);
  return (
    <div className="mt-6 space-y-3 border-line border-t pt-6">
      <Button onClick={() => !entry.isBusy && entry.run()} aria-disabled={entry.isBusy}>
        Use a passkey
      </Button>
      {entry.refusal && (
        <p role="alert" className="wrap-anywhere">
          <span className="font-semibold">{entry.refusal.title}</span> {entry.refusal.detail}
        </p>
      )}
    </div>
  );
}
