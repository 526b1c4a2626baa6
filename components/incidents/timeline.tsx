'use client';

import { useQuery } from '@tanstack/react-query';
import { EventList } from '@/components/events/event-list.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';

/** As many as the API gives. */
const MOST_EVENTS = 1000;

/** All that happened to the pair from the first symptom to the end, in its order. */
export function Timeline({ incident, events }: { incident: IncidentDto; events: readonly EventDto[] }) {
  const { data } = useQuery(pairsQuery());
  const servers = data?.pairs.find(({ name }) => name === incident.pair)?.servers ?? [];
  return (
    <section aria-labelledby="timeline" data-testid="timeline">
      <h2 id="timeline" className="mb-2 font-semibold text-16">
        What happened
      </h2>
      <EventList
        events={events}
        lanes={servers.map(({ name }) => name)}
        empty="Nothing of it stands in the history: events of that time were cleared away."
        incident={incident.id}
      />
      {events.length === MOST_EVENTS && (
        <p className="mt-2 text-13 text-muted">
          The first {MOST_EVENTS} events of it; the rest stand in the events of the pair.
        </p>
      )}
    </section>
  );
}
