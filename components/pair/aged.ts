'use client';

import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { fillSince } from '@/lib/pair/sentence.ts';
import { agedPair } from '@/lib/pair/staleness.ts';

/** The pair as it may still be believed this second, whether or not anybody could tell us news of it. */
export function useAged(pair: PairDto): PairDto {
  return agedPair(pair, useNow());
}

/** The verdict's sentence with its times in the reader's zone. */
export function useSentence(pair: PairDto): string {
  const now = useNow();
  const { zone } = useZone();
  return fillSince(pair.sentenceTemplate, Date.parse(pair.since), now, zone);
}
