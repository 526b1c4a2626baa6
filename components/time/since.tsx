'use client';

import { Hint } from '@/components/ui/hint.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { formatExact } from './format.ts';
import { useNow } from './now.tsx';
import { useZone } from './zone.tsx';

/** When something that goes on began, both ways: "since 10:42 UTC (6 min)". */
export function Since({ at, of }: { /** ISO time. */ at: string /** What began then. */; of: string }) {
  const now = useNow();
  const { zone } = useZone();
  const atMs = Date.parse(at);
  return (
    <Hint text={`${of}\n${formatExact(atMs, zone)}`}>
      <time dateTime={at} className="whitespace-nowrap">
        since {formatTime(atMs, now, zone)} ({formatDuration(now - atMs)})
      </time>
    </Hint>
  );
}

/** From when to when something that is over was: "10:42 UTC, for 6 min". */
export function Lasted({ from, to, of }: { from: string; to: string; of: string }) {
  const now = useNow();
  const { zone } = useZone();
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return (
    <Hint text={`${of}\n${formatExact(fromMs, zone)}\nto ${formatExact(toMs, zone)}`}>
      <time dateTime={from} className="whitespace-nowrap">
        {formatTime(fromMs, now, zone)}, for {formatDuration(toMs - fromMs)}
      </time>
    </Hint>
  );
}

/** A time that is to come or was, in the reader's zone: "10:42 UTC". */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  const { zone } = useZone();
  return (
    <Hint text={formatExact(Date.parse(at), zone)}>
      <time dateTime={at} className="whitespace-nowrap">
        {formatTime(Date.parse(at), now, zone)}
      </time>
    </Hint>
  );
}
