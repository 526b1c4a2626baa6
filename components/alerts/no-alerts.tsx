'use client';

import Link from 'next/link';
import { Age } from '@/components/time/age.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import type { Severity } from '@/lib/contracts/severity.ts';
import { alertsHref } from './href.ts';
import { useLook } from './use-look.ts';

/** That nothing goes on: only as far as somebody looked. */
export function NoAlerts({ pair, severity }: { pair: string | undefined; severity: Severity | undefined }) {
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
          No alert fired when the collector looked last, <Age at={look.at} of="Last look of the collector" />.
          What is now is not known.
        </p>
      </Notice>
    );
  }
  if (severity !== undefined) {
    return (
      <Notice title={`No ${severity} alert goes on`}>
        <p>
          Only those of this severity are asked for; the others may well fire, and what is pending has no
          severity yet:{' '}
          <Link
            href={alertsHref({ pair })}
            prefetch={false}
            className="underline underline-offset-3 hover:text-ink"
          >
            show all severities
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={pair === undefined ? 'No alert fires' : `No alert about ${pair} fires`}>
      <p>
        None is pending either. An alert fires once what its rule watches for has held for as long as the rule
        waits. Those that are over stand under “all”, and whatever happened in the{' '}
        <Link href="/events" prefetch={false} className="underline underline-offset-3 hover:text-ink">
          events
        </Link>
        .
      </p>
    </Notice>
  );
}
