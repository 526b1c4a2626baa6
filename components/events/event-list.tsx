'use client';

import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { formatDay } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { EventKeys } from './event-keys.tsx';
import { EventRow } from './event-row.tsx';

// Loaded when the first is opened.
const EventDrawer = dynamic(async () => (await import('./event-drawer.tsx')).EventDrawer, { ssr: false });

/**
 * Events under the day they happened on, in the order given, each with what it rests on in a drawer. `lanes` are the servers
 * of one pair, each with a line of its own to hang its events on; without them each event names its pair.
 */
export function EventList({
  events,
  lanes = [],
  empty,
  incident = null,
  marked = null,
  hasKeys = false,
}: {
  events: readonly EventDto[];
  lanes?: readonly string[];
  empty: string;
  /** The one whose page this is. */
  incident?: number | null;
  /** The event this page is about. */
  marked?: number | null;
  /** Whether j, k and Enter go through it: one list of a page at most. */
  hasKeys?: boolean;
}) {
  const now = useNow();
  const { zone } = useZone();
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<EventDto | null>(null);
  if (events.length === 0) return <p className="text-muted">{empty}</p>;
  const days = byDay(events, (event) => formatDay(Date.parse(event.sortAt), now, zone));
  const open = (id: number) => setOpened(events.find((event) => event.id === id) ?? null);
  return (
    <div ref={list} className="rounded-md border border-line bg-surface">
      {[...days].map(([day, eventsOfDay]) => (
        <section key={day} aria-label={day} className="border-line border-b last:border-b-0">
          <h3 className="border-line border-b bg-sunken px-4 py-1 text-12 text-muted">{day}</h3>
          <ol>
            {eventsOfDay.map((event) => (
              <EventRow
                key={event.id}
                event={event}
                lanes={lanes}
                incident={incident}
                isMarked={event.id === marked}
                open={open}
              />
            ))}
          </ol>
        </section>
      ))}
      {hasKeys && <EventKeys list={list} open={open} />}
      {opened && (
        <EventDrawer
          event={events.find(({ id }) => id === opened.id) ?? opened}
          onClose={() => setOpened(null)}
        />
      )}
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
