'use client';

import { useQuery } from '@tanstack/react-query';
import { useLiveState } from '@/components/live/live.tsx';
import { staleSince } from '@/components/live/newest-check.ts';
import { useNow } from '@/components/time/now.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';

/** Says on top of every page that all it shows is old, and whose silence that is. */
export function OldData() {
  const { data, isError } = useQuery(fleetQuery());
  const now = useNow();
  const isCutOff = useLiveState() === 'lost' || isError;
  const sinceMs = staleSince(data?.pairs ?? [], now);
  if (sinceMs === null) return null;
  return (
    <p data-testid="old-data" className="border-line border-b bg-sunken px-4 py-2 sm:px-6">
      <span className="font-semibold">Data is {formatDuration(now - sinceMs)} old. </span>
      {isCutOff
        ? 'This page cannot reach Pairwatch’s web server, so it knows no news: check that Pairwatch runs and your own connection.'
        : 'The collector reports nothing: check that it runs and can write its database.'}
    </p>
  );
}
