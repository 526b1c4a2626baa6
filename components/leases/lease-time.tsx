'use client';

import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { LeaseTime } from '@/lib/contracts/lease.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';

/** A time to the second, and how far it is away: "2026-11-21 10:42:03 UTC in 12 min", "never". */
export function LeaseTimeText({ at }: { at: LeaseTime }) {
  const now = useNow();
  const { zone } = useZone();
  if (at === 'never') return <>never</>;
  const atMs = Date.parse(at);
  const away = atMs > now ? `in ${formatDuration(atMs - now)}` : `${formatDuration(now - atMs)} ago`;
  return (
    <time dateTime={at}>
      {formatExact(atMs, zone).replace('.000', '')} <span className="text-faint">{away}</span>
    </time>
  );
}

/** Since when something is so; a server whose clock is ahead may say a time that is still to come by ours. */
export function SinceText({ at }: { /** ISO time by the server's clock. */ at: string }) {
  const now = useNow();
  const { zone } = useZone();
  const atMs = Date.parse(at);
  const age = atMs > now ? `${formatDuration(atMs - now)} ahead of us` : formatDuration(now - atMs);
  return (
    <time dateTime={at} className="sm:whitespace-nowrap">
      since {formatTime(atMs, now, zone)} ({age})
    </time>
  );
}

/** The end of a lease: what comes or has come, and of an address that is free when its last lease was over. */
export function Ends({ state, ends }: { state: string; ends: LeaseTime }) {
  const now = useNow();
  const { zone } = useZone();
  if (ends === 'never') return <>never ends</>;
  const endsMs = Date.parse(ends);
  const isFree = state === 'free' || state === 'backup';
  if (isFree && endsMs > now) return null;
  const away = endsMs > now ? `in ${formatDuration(endsMs - now)}` : `${formatDuration(now - endsMs)} ago`;
  const verb = isFree ? 'last lease ended' : endsMs > now ? 'ends' : 'ended';
  return (
    <time dateTime={ends} className="sm:whitespace-nowrap">
      {verb} {formatTime(endsMs, now, zone)} ({away})
    </time>
  );
}
