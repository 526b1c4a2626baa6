'use client';

import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';

/** Shows where something comes from, to a pointer and to the keyboard alike. */
export function Hint({
  text,
  children,
  className = '',
}: {
  text: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button type="button" data-hint="" className={`relative z-10 cursor-help text-left ${className}`}>
          {children}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-80 whitespace-pre-line rounded-md bg-ink px-2.5 py-1.5 text-12 text-ground"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
