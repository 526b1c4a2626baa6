'use client';

import { useQuery } from '@tanstack/react-query';
import { useLive } from '@/components/live/live.tsx';
import { staleSince } from '@/components/live/newest-check.ts';
import { formatSeconds } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';

/** `lost`: nothing reaches the wall. `stale`: the web server answers, and has no news itself. */
export type WallSilence = { kind: 'lost' | 'stale'; sinceMs: number };

/** Why the wall may not be believed, and since when; null while it may. */
export function useNoNews(pairs: readonly PairDto[]): WallSilence | null {
  const { state, sinceMs } = useLive();
  const { isError } = useQuery(pairsQuery());
  const now = useNow();
  const stale = staleSince(pairs, now);
  if (state === 'lost' || (isError && stale !== null))
    return { kind: 'lost', sinceMs: stale ?? sinceMs ?? now };
  return stale === null ? null : { kind: 'stale', sinceMs: stale };
}

const WORDS: Record<WallSilence['kind'], { title: string; what: string }> = {
  lost: {
    title: 'This wall is cut off',
    what: 'It cannot reach Pairwatch, and tries again by itself.',
  },
  stale: {
    title: 'This wall is stale',
    what: 'Pairwatch’s collector reports nothing: check that it runs.',
  },
};

/** Says so, bigger than what it is about, and over its foot: nothing moves when it comes and goes. */
export function NoNews({ noNews: { kind, sinceMs } }: { noNews: WallSilence }) {
  const now = useNow();
  const { zone } = useZone();
  return (
    <div
      data-testid="no-news"
      role="alert"
      className="fixed inset-x-0 bottom-0 z-20 bg-ink px-[2em] py-[1em] text-ground"
    >
      <p className="font-semibold text-[4.4em] tracking-tight">{WORDS[kind].title}</p>
      <p className="text-[2.2em]">
        No news since {formatTime(sinceMs, now, zone)}
        <span aria-hidden="true"> ({formatDuration(now - sinceMs)})</span>. {WORDS[kind].what} What stands
        below may be over.
      </p>
    </div>
  );
}

/** The time of day: a screen whose clock stands still shows nothing true. */
export function TimeOfDay() {
  const now = useNow();
  const { zone } = useZone();
  return (
    <time dateTime={new Date(now).toISOString()}>
      {formatSeconds(now, zone)} {zone}
    </time>
  );
}
