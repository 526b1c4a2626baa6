'use client';

import { formatDay } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { EventRow } from './event-row.tsx';

/**
 * Events under the day they were seen on, in the order given. `lanes` are the servers of one pair, each with a line of its
 * own to hang its events on; without them each event names its pair. `incident`: the one whose page this is.
 */
export function EventList({
  events,
  lanes = [],
  empty,
  incident = null,
}: {
  events: readonly EventDto[];
  lanes?: readonly string[];
  empty: string;
  incident?: number | null;
}) {
  const now = useNow();
  const { zone } = useZone();
  if (events.length === 0) return <p className="text-muted">{empty}</p>;
  const days = byDay(events, (event) => formatDay(Date.parse(event.observedAt), now, zone));
  return (
    <div className="rounded-md border border-line bg-surface">
      {[...days].map(([day, eventsOfDay]) => (
        <section key={day} aria-label={day} className="border-line border-b last:border-b-0">
          <h3 className="border-line border-b bg-sunken px-4 py-1 text-12 text-muted">{day}</h3>
          <ol>
            {eventsOfDay.map((event) => (
              <EventRow key={event.id} event={event} lanes={lanes} incident={incident} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay(events: readonly EventDto[], dayOf: (event: EventDto) => string): Map<string, EventDto[]> {
  const days = new Map<string, EventDto[]>();
  for (const event of events) {
    const day = dayOf(event);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return days;
}
