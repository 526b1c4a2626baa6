'use client';

import { Hint } from '@/components/ui/hint.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatExact } from './format.ts';
import { useNow } from './now.tsx';
import { useZone } from './zone.tsx';

/** How old something is, ticking; what it is and the exact time on hover and focus. */
export function Age({
  at,
  of,
  short = false,
  className,
}: {
  /** ISO time. */
  at: string;
  /** What happened then, with its source: "last answer over OMAPI". */
  of: string;
  short?: boolean;
  className?: string;
}) {
  const now = useNow();
  const { zone } = useZone();
  const atMs = Date.parse(at);
  return (
    <Hint text={`${of}\n${formatExact(atMs, zone)}`} {...(className !== undefined && { className })}>
      <time dateTime={at} className="whitespace-nowrap">
        {formatDuration(now - atMs)}
        {!short && ' ago'}
      </time>
    </Hint>
  );
}
