'use client';

import { useEffect, useRef, useState } from 'react';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { Button } from './button.tsx';
import { detailsText } from './details-text.ts';

/**
 * Copies what helps whoever is asked about an error. Where the browser lets no page copy (plain HTTP from another host), it
 * shows the text, marked, to be copied by hand.
 */
export function CopyDetails({
  problem,
  what = null,
  sinceMs = null,
  tries = null,
}: {
  problem: ProblemDto;
  what?: string | null;
  sinceMs?: number | null;
  tries?: number | null;
}) {
  const [isCopied, setCopied] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const lines = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (shown !== null && lines.current) getSelection()?.selectAllChildren(lines.current);
  }, [shown]);

  async function copy(): Promise<void> {
    const text = detailsText({
      problem,
      what,
      sinceMs,
      tries,
      address: location.href,
      version: document.documentElement.dataset.version ?? 'of unknown version',
      nowMs: serverClock.now(),
    });
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setShown(text);
    }
  }

  return (
    <>
      <Button onClick={copy} onBlur={() => setCopied(false)}>
        {isCopied ? 'Copied' : 'Copy details'}
      </Button>
      {shown !== null && (
        <pre
          ref={lines}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
          tabIndex={0}
          className="max-h-60 w-full overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-12 leading-5"
        >
          {shown}
        </pre>
      )}
    </>
  );
}
