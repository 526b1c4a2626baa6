'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { TryList } from '@/components/settings/deliveries/try-list.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { DeliveryAnswerDto } from '@/lib/contracts/delivery.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { deliveryQuery } from '@/lib/queries/deliveries.ts';
import { healthQuery } from '@/lib/queries/health.ts';

const LOOK_EVERY_MS = 500;
/** So long somebody may be expected to look on. */
const FOLLOWED_MS = 30_000;

/** What becomes of a test message, as it happens. */
export function EndpointTest({ id }: { id: string }) {
  const isFollowed = useIsYoung(id);
  const { data, error } = useQuery({
    ...deliveryQuery(id),
    refetchInterval: ({ state }) =>
      isFollowed && state.data?.delivery.status !== 'delivered' && state.data?.delivery.status !== 'dead'
        ? LOOK_EVERY_MS
        : false,
  });
  const isUntried = data?.delivery.status === 'waiting' && data.tries.length === 0;
  const { data: health } = useQuery({ ...healthQuery(), enabled: isUntried });
  return (
    <div
      role="status"
      data-testid="endpoint-test"
      className="space-y-1 rounded-md bg-sunken px-3 py-2 text-13"
    >
      <p className="font-medium">Test message on its way.</p>
      {data && <TryList tries={data.tries} />}
      {error && <p>What became of it cannot be read: {error.message}</p>}
      {isUntried && health !== undefined && health.status !== 'ok' ? (
        <p>
          No collector is running, and it is the collector that sends: check that Pairwatch was started with{' '}
          <code className="font-mono text-12">pairwatch start</code>. The message waits until then.
        </p>
      ) : (
        data && <Ending answer={data} isFollowed={isFollowed} />
      )}
      <p>
        <Link href={`/settings/deliveries/${id}`} prefetch={false} className="underline underline-offset-3">
          See the message and every try
        </Link>
      </p>
    </div>
  );
}

function Ending({
  answer: { delivery, tries },
  isFollowed,
}: {
  answer: DeliveryAnswerDto;
  isFollowed: boolean;
}) {
  const now = useNow();
  const { zone } = useZone();
  if (delivery.status === 'delivered') return <p className="font-medium">It arrived.</p>;
  if (delivery.status === 'dead') return <p className="font-medium">It did not arrive, and is given up.</p>;
  if (tries.length === 0)
    return (
      <p className="text-muted">
        {isFollowed
          ? 'Waiting for the first try…'
          : 'Not tried within 30 s: look into the log of the collector. The message waits.'}
      </p>
    );
  if (delivery.nextAttemptAt === null) return null;
  return (
    <p className="text-muted">
      It did not arrive yet; the next try is at {formatTime(Date.parse(delivery.nextAttemptAt), now, zone)}.
    </p>
  );
}

/** Whether `id` has been shown for less than 30 s. */
function useIsYoung(id: string): boolean {
  const [old, setOld] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOld(id), FOLLOWED_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return old !== id;
}
