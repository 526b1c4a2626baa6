'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';

/** Puts the whole address of a page of ours into the clipboard, or in sight where there is no clipboard. */
export function CopyLink({ path }: { path: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'shown' | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(`${location.origin}${path}`);
      setOutcome('copied');
    } catch {
      // There is none for a page that came over plain HTTP from another host, and a reader may forbid it.
      setOutcome('shown');
    }
  }

  return (
    <>
      <Button onClick={copy}>{outcome === 'copied' ? 'Link copied' : 'Copy link'}</Button>
      {outcome === 'shown' && (
        <input
          readOnly
          name="link"
          aria-label="Link to copy"
          value={`${location.origin}${path}`}
          onFocus={(event) => event.currentTarget.select()}
          className="h-8 w-72 max-w-full rounded-md border border-strong-line bg-surface px-2 font-mono text-12"
        />
      )}
    </>
  );
}
