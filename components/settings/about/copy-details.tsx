'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';

/** Copies a text, or shows it to be marked where the browser lets no page copy. */
export function CopyDetails({ text }: { text: string }) {
  const [done, setDone] = useState<'copied' | 'shown' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      // There is no clipboard for a page that came over plain HTTP from another host, and a reader may forbid it.
      setDone('shown');
    }
  };
  return (
    <div className="space-y-2">
      <Button onClick={copy} onBlur={() => setDone((before) => (before === 'copied' ? null : before))}>
        {done === 'copied' ? 'Copied' : 'Copy details'}
      </Button>
      {done === 'shown' && (
        <textarea
          readOnly
          name="details"
          aria-label="Details"
          rows={12}
          value={text}
          onFocus={(event) => event.target.select()}
          className="block w-full rounded-md border border-strong-line bg-surface p-2 font-mono text-12"
        />
      )}
    </div>
  );
}
