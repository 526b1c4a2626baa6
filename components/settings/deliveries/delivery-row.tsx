'use client';

import Link from 'next/link';
import { Moment } from '@/components/settings/moment.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DeliverySummaryDto } from '@/lib/contracts/delivery.ts';
import { countOf } from '@/lib/pair/count.ts';
import { DeliveryStatus } from './delivery-status.tsx';

/** One message for one endpoint. */
export function DeliveryRow({ delivery }: { delivery: DeliverySummaryDto }) {
  const { id, endpoint, pair, type, sentence, createdAt, attempts, nextAttemptAt, lastError } = delivery;
  return (
    <li
      data-testid="delivery"
      data-status={delivery.status}
      className="grid gap-x-4 gap-y-0.5 px-4 py-2 sm:grid-cols-[136px_minmax(0,1fr)]"
    >
      <p className="text-13">
        <DeliveryStatus delivery={delivery} />
      </p>
      <div className="min-w-0 space-y-0.5">
        <p className="wrap-anywhere">
          <Link href={`/settings/deliveries/${id}`} prefetch={false} className="hover:underline">
            <Prose text={sentence} />
          </Link>
        </p>
        <p className="flex flex-wrap items-baseline gap-x-4 text-13 text-muted">
          <span>to {endpoint}</span>
          {pair !== null && <span>{pair}</span>}
          <span className="font-mono text-12">{type}</span>
          <Moment at={createdAt} of="Written" />
          {attempts > 0 && <span>{countOf(attempts, 'try', 'tries')}</span>}
          {nextAttemptAt !== null && attempts > 0 && (
            <span>
              next <Moment at={nextAttemptAt} of="Next try" />
            </span>
          )}
        </p>
        {lastError !== null && (
          <p className="wrap-anywhere text-13">
            <Prose text={lastError} />
          </p>
        )}
      </div>
    </li>
  );
}
