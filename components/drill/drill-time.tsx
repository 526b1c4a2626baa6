'use client';

import { formatExact, formatSeconds } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';

/** A time to the second in the reader's zone, for a drill is a matter of seconds; in full on hover. */
export function DrillTime({ at }: { at: string }) {
  const { zone } = useZone();
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={formatExact(atMs, zone)} className="whitespace-nowrap tabular-nums">
      {formatSeconds(atMs, zone)} {zone === 'UTC' ? 'UTC' : ''}
    </time>
  );
}
