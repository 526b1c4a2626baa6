'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { CodeBlock } from '@/components/runbook/code-block.tsx';
import { Button } from '@/components/ui/button.tsx';

/** A secret that is shown this once, to be copied. It takes the focus when it appears. */
export function Once({
  title,
  text,
  onClose,
  children,
}: {
  title: string;
  text: string;
  onClose(): void;
  children: ReactNode;
}) {
  const element = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each secret takes the focus anew
  useEffect(() => element.current?.focus(), [text]);
  return (
    <section
      ref={element}
      tabIndex={-1}
      aria-label={title}
      className="space-y-3 rounded-md border border-strong-line bg-surface p-4"
    >
      <h2 className="font-semibold text-16">{title}</h2>
      <p className="max-w-prose text-muted">{children}</p>
      <CodeBlock text={text} />
      <Button onClick={onClose}>Done</Button>
    </section>
  );
}
