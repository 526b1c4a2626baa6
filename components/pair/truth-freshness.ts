'use client';

import { useNow } from '@/components/time/now.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { workedOutEveryMs } from '@/lib/contracts/truth.ts';
import type { Freshness } from '@/lib/contracts/verdict.ts';
import { freshness } from '@/lib/pair/freshness.ts';

/**
 * How far what was worked out of a pair at a time, ISO, may still be believed; where readings are rarer than it is due,
 * they set the pace. `pools`: how many it tells of one by one.
 */
export function useTruthFreshness(
  observedAt: string | null,
  pair: Pick<PairDto, 'intervalMs'>,
  pools = 0,
): Freshness {
  const now = useNow();
  const intervalMs = Math.max(workedOutEveryMs(pools), pair.intervalMs);
  return freshness(observedAt === null ? null : Date.parse(observedAt), intervalMs, now);
}
