'use client';

import { useNow } from '@/components/time/now.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import type { LiveState } from '@/lib/queries/live.ts';
import { useLive } from './live.tsx';

/** What each state means for what the page shows. */
export const LIVE_MEANING: Record<LiveState, string> = {
  connecting:
    'This page is asking the web server to tell it of changes. Meanwhile it asks by itself every 30 s.',
  live: 'The web server tells this page of each change within a second.',
  polling:
    'The web server answers, but its live stream does not get through: something in between, such as a proxy, may hold it back. This page asks anew about every 10 s, so news comes that much later.',
  lost: 'The web server does not answer. What is shown only ages and may no longer be so; this page tries again by itself every 10 s. Check that Pairwatch runs and your own connection.',
};

/** Whether news still reaches this page, and how. */
export function LiveBadge() {
  const { state, sinceMs } = useLive();
  const now = useNow();
  const isLost = state === 'lost';
  return (
    <Hint text={LIVE_MEANING[state]} className="text-13">
      <span
        data-testid="live-badge"
        data-state={state}
        className={`flex h-7 items-center gap-1.5 whitespace-nowrap ${isLost ? 'rounded-md bg-ink px-2 font-semibold text-ground' : 'text-muted'}`}
      >
        <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
          <circle
            cx="4"
            cy="4"
            r="3"
            fill={state === 'live' ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.25"
            strokeDasharray={state === 'live' ? undefined : '2 1.5'}
          />
        </svg>
        {state}
        {isLost && sinceMs !== null && (
          <span className="font-normal tabular-nums max-sm:sr-only">{formatDuration(now - sinceMs)}</span>
        )}
      </span>
    </Hint>
  );
}
