'use client';

import { useEffect, useState } from 'react';
import { useKeys } from '@/components/ui/use-keys.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { nextShowing, type Showing, step } from './cycle.ts';

/** Which pair is in sight, by the clock and by hand. `ranked`: the worst first. */
export function useShowing(
  ranked: readonly PairDto[],
  nowMs: number,
  everyMs: number,
): { showing: Showing | null; isPaused: boolean; setPaused(isPaused: boolean): void } {
  const [kept, setKept] = useState<Showing | null>(null);
  const [isPaused, setPaused] = useState(false);
  const isThere = ranked.some(({ name }) => name === kept?.name);
  const showing = isPaused && isThere ? kept : nextShowing(kept, ranked, nowMs, everyMs);
  useEffect(() => {
    if (showing !== kept) setKept(showing);
  }, [showing, kept]);

  const go = (by: 1 | -1) => {
    if (showing) setKept(step(showing, ranked, nowMs, by));
  };
  useKeys('Wall', [
    { keys: 'ArrowRight', does: 'show the next pair', act: () => go(1) },
    { keys: 'ArrowLeft', does: 'show the pair before', act: () => go(-1) },
    { keys: 'Space', does: 'stay at this pair, or go on', act: () => setPaused(!isPaused) },
  ]);
  return { showing, isPaused, setPaused };
}
