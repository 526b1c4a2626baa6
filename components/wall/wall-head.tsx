'use client';

import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useLiveState } from '@/components/live/live.tsx';
import { LIVE_MEANING } from '@/components/live/live-badge.tsx';
import { TimeOfDay } from './no-news.tsx';

/** The way out, whether news arrives, and the time. */
export function WallHead({
  isPaused,
  canPause,
  onPause,
}: {
  isPaused: boolean;
  canPause: boolean;
  onPause(): void;
}) {
  return (
    <div className="flex items-center gap-[1.5em] px-[2em] pt-[1em] text-muted">
      <Link href="/" prefetch={false} className="font-semibold text-[1.5em] hover:text-ink">
        Pairwatch
      </Link>
      {canPause && (
        <button
          type="button"
          aria-pressed={isPaused}
          onClick={onPause}
          className={`flex min-h-[24px] items-center gap-[0.4em] text-[1.3em] hover:text-ink ${isPaused ? 'font-semibold text-ink' : ''}`}
        >
          {isPaused ? <Play size="1em" aria-hidden="true" /> : <Pause size="1em" aria-hidden="true" />}
          {isPaused ? 'Go on' : 'Stay here'}
        </button>
      )}
      <Live />
      <span className="text-[1.5em] tabular-nums">
        <TimeOfDay />
      </span>
    </div>
  );
}

/** The badge of the frame, as big as the rest. */
function Live() {
  const state = useLiveState();
  return (
    <span
      data-testid="live-badge"
      data-state={state}
      title={LIVE_MEANING[state]}
      className="ml-auto text-[1.5em]"
    >
      {state}
    </span>
  );
}
