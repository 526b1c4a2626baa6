'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Since } from '@/components/time/since.tsx';
import { countOf } from '@/lib/pair/count.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';

/** The incident of a pair that goes on, in one line; nothing where none is known to. */
export function OpenIncident({ pair }: { pair: string }) {
  const { data } = useQuery(incidentsQuery({ phase: 'open' }));
  const incident = data?.incidents.find((each) => each.pair === pair);
  if (!incident) return null;
  const { id, openedAt, alertCounts, acknowledgement } = incident;
  return (
    <p data-testid="open-incident" className="text-13">
      <Link
        href={`/incidents/${id}`}
        prefetch={false}
        className="font-medium underline decoration-strong-line underline-offset-3 hover:decoration-ink"
      >
        Incident {id}
      </Link>{' '}
      open <Since at={openedAt} of="Opened" />, {countOf(alertCounts.all, 'alert')}
      {acknowledgement && `, acknowledged by ${acknowledgement.by}`}
    </p>
  );
}
