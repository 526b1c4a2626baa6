'use client';

import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import { formatDuration, formatTime } from '@/lib/pair/sentence.ts';

/** A time both ways: "10:42 UTC (6 min ago)", "20 Nov 10:42 UTC (in 2 d)". */
export function Moment({ at, of }: { at: string /** What is at that time. */; of: string }) {
  const now = useNow();
  const { zone } = useZone();
  const atMs = Date.parse(at);
  const distance = atMs > now ? `in ${formatDuration(atMs - now)}` : `${formatDuration(now - atMs)} ago`;
  return (
    <Hint text={`${of}\n${formatExact(atMs, zone)}`}>
      <time dateTime={at} className="whitespace-nowrap">
        {formatTime(atMs, now, zone)} ({distance})
      </time>
    </Hint>
  );
}
