'use client';

import { useRef, useState } from 'react';

/** Lines to type, with a button that copies them, or marks them where the browser lets no page copy. */
export function CodeBlock({ text }: { text: string }) {
  const [done, setDone] = useState<'Copied' | 'Marked' | null>(null);
  const lines = useRef<HTMLPreElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('Copied');
    } catch {
      // There is no clipboard for a page that came over plain HTTP from another host, and a reader may forbid it.
      if (lines.current) getSelection()?.selectAllChildren(lines.current);
      setDone('Marked');
    }
  };
  return (
    <div className="relative">
      <pre
        ref={lines}
        className="whitespace-pre-wrap break-words rounded-md border border-line bg-sunken py-2.5 pr-20 pl-3.5 font-mono text-13 leading-6"
      >
        {text.split('\n').map((line, index) => (
          // A line too long for the window goes on further in, so that nobody takes its rest for the next one.
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity beyond their place
          <span key={index} className="-indent-4 block min-h-6 pl-4">
            {line}
          </span>
        ))}
      </pre>
      <button
        type="button"
        onClick={copy}
        onBlur={() => setDone(null)}
        className="absolute top-1.5 right-1.5 h-7 rounded-[4px] border border-line bg-surface px-2 text-12 text-muted hover:text-ink"
      >
        {done ?? 'Copy'}
      </button>
    </div>
  );
}
