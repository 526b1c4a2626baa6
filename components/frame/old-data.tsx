'use client';

import { useQuery } from '@tanstack/react-query';
import { useLiveState } from '@/components/live/live.tsx';
import { useNow } from '@/components/time/now.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';

/** Says on top of every page that all it shows is old, and whose silence that is. */
export function OldData() {
  const { data, isError } = useQuery(pairsQuery());
  const now = useNow();
  const isCutOff = useLiveState() === 'offline' || isError;
  const newest = newestCheck(data?.pairs ?? []);
  if (newest === null || freshness(newest.atMs, newest.intervalMs, now) !== 'stale') return null;
  return (
    <p role="status" data-testid="old-data" className="border-line border-b bg-sunken px-4 py-2 sm:px-6">
      <span className="font-semibold">Data is {formatDuration(now - newest.atMs)} old. </span>
      {isCutOff
        ? 'This page cannot reach Pairwatch’s web server, so it knows no news: check that Pairwatch runs and your own connection.'
        : 'The collector reports nothing: check that it runs and can write its database.'}
    </p>
  );
}

/** The latest judgement of any pair, with its ruler; null when none was judged. */
function newestCheck(pairs: readonly PairDto[]): { atMs: number; intervalMs: number } | null {
  let newest: { atMs: number; intervalMs: number } | null = null;
  for (const { checkedAt, intervalMs } of pairs) {
    const atMs = checkedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(checkedAt);
    if (atMs > (newest?.atMs ?? Number.NEGATIVE_INFINITY)) newest = { atMs, intervalMs };
  }
  return newest;
}
