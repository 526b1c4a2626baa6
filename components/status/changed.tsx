'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Tints its content for a moment when `value` changes, never at first paint and never with reduced motion. */
export function Changed({ value, children }: { value: string; children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    const tinted = element.current;
    tinted?.classList.remove('animate-changed');
    void tinted?.offsetWidth; // lets a running animation start again
    tinted?.classList.add('animate-changed');
  }, [value]);
  return (
    <span ref={element} className="rounded-[3px]">
      {children}
    </span>
  );
}
