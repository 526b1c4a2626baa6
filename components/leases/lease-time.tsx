'use client';

import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { LeaseTime } from '@/lib/contracts/lease.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';

/** How far a time is away, with the time itself: "in 12 min (10:42 UTC)", "5 min ago (10:25 UTC)", "never". */
export function LeaseTimeText({
  at,
  isExact = false,
}: {
  at: LeaseTime /** To the millisecond. */;
  isExact?: boolean;
}) {
  const now = useNow();
  const { zone } = useZone();
  if (at === 'never') return <>never</>;
  const atMs = Date.parse(at);
  const away = atMs > now ? `in ${formatDuration(atMs - now)}` : `${formatDuration(now - atMs)} ago`;
  if (isExact) {
    return (
      <time dateTime={at}>
        {formatExact(atMs, zone).replace('.000', '')} <span className="text-faint">{away}</span>
      </time>
    );
  }
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {away} <span className="text-faint">({formatTime(atMs, now, zone)})</span>
    </time>
  );
}

/** The end of a lease: what comes or has come, and of a free address when its last lease was over. */
export function Ends({ state, ends }: { state: string; ends: LeaseTime }) {
  const now = useNow();
  const isOver = ends !== 'never' && Date.parse(ends) <= now;
  const isFree = state === 'free' || state === 'backup';
  return (
    <span className="whitespace-nowrap">
      {isFree && isOver ? 'last lease ended' : isOver ? 'ended' : 'ends'} <LeaseTimeText at={ends} />
    </span>
  );
}
