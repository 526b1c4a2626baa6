'use client';

import { useQuery } from '@tanstack/react-query';
import { useLiveState } from '@/components/live/live.tsx';
import { staleSince } from '@/components/live/newest-check.ts';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { healthQuery } from '@/lib/queries/health.ts';
import { type Hindrance, hindranceOf } from './hindrance.ts';

/** Says on top of every page that all it shows is old or can't be kept, since when, why, and how to mend it. */
export function OldData() {
  const { data, isError } = useQuery(fleetQuery());
  const { data: health } = useQuery(healthQuery());
  const now = useNow();
  const isCutOff = useLiveState() === 'lost' || isError;
  const sinceMs = staleSince(data?.pairs ?? [], now);
  const hindrance = isCutOff || !health ? null : hindranceOf(health, sinceMs !== null);
  if (sinceMs === null && hindrance === null) return null;
  return (
    <p data-testid="old-data" className="wrap-anywhere border-line border-b bg-sunken px-4 py-2 sm:px-6">
      {sinceMs !== null && (
        <span className="font-semibold">Data is {formatDuration(now - sinceMs)} old. </span>
      )}
      {isCutOff ? (
        'This page cannot reach Pairwatch’s web server, so it knows no news: check that Pairwatch runs and your own connection.'
      ) : hindrance === null ? (
        'The collector reports nothing: check that it runs and can write its database.'
      ) : (
        <Why {...hindrance} now={now} />
      )}
    </p>
  );
}

function Why({ title, text, sinceMs, now }: Hindrance & { now: number }) {
  return (
    <>
      <span className="font-semibold">
        {title}
        {sinceMs !== null && `, for ${formatDuration(now - sinceMs)}`}.{' '}
      </span>
      <Prose text={text} />
    </>
  );
}
