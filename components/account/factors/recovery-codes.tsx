'use client';

import { Once } from '@/components/settings/people/once.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose(): void }) {
  const text = codes.join('\n');
  return (
    <Once title="Your recovery codes" text={text} onClose={onClose}>
      Each lets you in once when the app is not at hand. They are shown this once: keep them where you keep
      passwords, not on the phone with the app.{' '}
      <a
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Recovery codes of Pairwatch\n\n${text}\n`)}`}
        download="pairwatch-recovery-codes.txt"
        className={`mt-2 flex w-fit text-ink ${BUTTON_LOOK.replace('inline-flex ', '')}`}
      >
        Save them as a file
      </a>
    </Once>
  );
}
