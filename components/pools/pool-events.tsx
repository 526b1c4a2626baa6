'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { EventList } from '@/components/events/event-list.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { eventsQuery } from '@/lib/queries/events.ts';

const SHOWN = 20;

/** The latest that was said of this pool by its name. */
export function PoolEvents({
  pair,
  title,
  servers,
}: {
  pair: string;
  title: string;
  servers: readonly { name: string }[];
}) {
  const query = useQuery(eventsQuery({ pair, text: title, limit: SHOWN }));
  return (
    <section aria-labelledby="pool-events">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="pool-events" className="font-semibold text-16">
          What happened to it
        </h2>
        <Link
          href={`/events?${new URLSearchParams({ pair, text: title })}` as Route} // a search of a known page
          prefetch={false}
          className="text-13 text-muted underline decoration-strong-line underline-offset-3 hover:text-ink"
        >
          All events that name it
        </Link>
      </div>
      <Resource query={query} firstProblem={null} what="events of this pool">
        {({ events }) => (
          <EventList
            events={events}
            lanes={servers.map(({ name }) => name)}
            empty="No event names this pool."
          />
        )}
      </Resource>
    </section>
  );
}
