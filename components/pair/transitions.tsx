'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { EventList } from '@/components/events/event-list.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { eventsQuery } from '@/lib/queries/events.ts';
import { latestEvents } from '@/lib/queries/timeline.ts';

/** What happened to the pair last, newest first: changes of state in two lanes, with what we made of them. */
export function Transitions({ pair }: { pair: PairDto }) {
  return (
    <section aria-labelledby="transitions">
      <div className="mb-2 flex items-baseline justify-between gap-6">
        <h2 id="transitions" className="font-semibold text-16">
          What happened last
        </h2>
        <Link
          href={`/events?pair=${encodeURIComponent(pair.name)}`}
          prefetch={false}
          className="text-13 text-muted underline decoration-strong-line underline-offset-3 hover:text-ink"
        >
          All events of this pair
        </Link>
      </div>
      <Resource query={useQuery(eventsQuery(latestEvents(pair.name)))} firstProblem={null} what="events">
        {({ events }) => (
          <div data-testid="transitions">
            <EventList
              events={events}
              lanes={pair.servers.map((server) => server.name)}
              empty="Nothing has happened since Pairwatch began to watch this pair."
            />
          </div>
        )}
      </Resource>
    </section>
  );
}
