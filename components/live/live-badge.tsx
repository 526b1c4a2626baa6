'use client';

import { Hint } from '@/components/ui/hint.tsx';
import type { LiveState } from '@/lib/queries/live.ts';
import { useLiveState } from './live.tsx';

const MEANING: Record<LiveState, string> = {
  connecting: 'This page is asking the web server to tell it of changes. It works without, every 30 s.',
  live: 'The web server tells this page of each change within a second.',
  reconnecting: 'The connection to the web server broke a moment ago; this page tries again by itself.',
  offline: 'The web server cannot be reached. What is shown only ages; this page tries again by itself.',
};

/** Whether news still reaches this page. */
export function LiveBadge() {
  const state = useLiveState();
  const isOffline = state === 'offline';
  return (
    <Hint text={MEANING[state]} className="text-13">
      <span
        data-testid="live-badge"
        data-state={state}
        className={`flex items-center gap-1.5 whitespace-nowrap ${isOffline ? 'font-semibold text-ink' : 'text-muted'}`}
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
      </span>
    </Hint>
  );
}
