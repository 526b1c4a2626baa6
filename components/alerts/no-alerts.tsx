'use client';

import Link from 'next/link';
import { Age } from '@/components/time/age.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useLook } from './use-look.ts';

/** That nothing goes on: only as far as somebody looked. */
export function NoAlerts({ pair }: { pair: string | undefined }) {
  const look = useLook(pair ?? null);
  if (look === null) {
    return (
      <Notice title="Not known yet">
        <p>{pair ?? 'No pair'} was not checked yet, so nothing tells whether an alert should fire.</p>
      </Notice>
    );
  }
  if (look.freshness === 'stale') {
    return (
      <Notice title="Not known now">
        <p>
          No alert went on when the collector looked last,{' '}
          <Age at={look.at} of="Last look of the collector" />. What is now is not known.
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={pair === undefined ? 'No alert goes on' : `No alert goes on about ${pair}`}>
      <p>
        None fires and none is about to. An alert begins when what one of its rules tells of has held for as
        long as the rule waits; those that are over stand under “all”, and all that happens in the{' '}
        <Link href="/events" prefetch={false} className="underline underline-offset-3 hover:text-ink">
          events
        </Link>
        .
      </p>
    </Notice>
  );
}
