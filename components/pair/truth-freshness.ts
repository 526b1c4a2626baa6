'use client';

import { useNow } from '@/components/time/now.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { Freshness } from '@/lib/contracts/verdict.ts';
import { freshness } from '@/lib/pair/freshness.ts';

/** The collector works all parts out this often, or at each reading where those are rarer. */
const WORKED_OUT_EVERY_MS = 5000;

/** How far what was worked out of a pair at a time, ISO, may still be believed. */
export function useTruthFreshness(observedAt: string | null, pair: Pick<PairDto, 'intervalMs'>): Freshness {
  const now = useNow();
  const intervalMs = Math.max(WORKED_OUT_EVERY_MS, pair.intervalMs);
  return freshness(observedAt === null ? null : Date.parse(observedAt), intervalMs, now);
}
