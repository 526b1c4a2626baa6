'use client';

import { useEffect, useRef, useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { Button } from '@/components/ui/button.tsx';

/** Copies an address of the API in full; where the browser lets no page copy, it shows it, marked, to be copied by hand. */
export function CopyAddress({ path }: { path: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown && text.current) getSelection()?.selectAllChildren(text.current);
  }, [shown]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(new URL(path, location.href).href);
      setCopied(path);
      announce('The address is copied.');
    } catch {
      // No page may copy over plain HTTP from another host.
      setShown(true);
    }
  }

  return (
    <>
      <Button onClick={copy} onBlur={() => setCopied(null)}>
        {copied === path ? 'Copied' : 'Copy API address'}
      </Button>
      {shown && (
        <code ref={text} className="wrap-anywhere block w-full rounded-md bg-sunken p-2 font-mono text-12">
          {new URL(path, location.href).href}
        </code>
      )}
    </>
  );
}
