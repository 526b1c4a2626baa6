'use client';

import { useQuery } from '@tanstack/react-query';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { eventsQuery } from '@/lib/queries/events.ts';
import { EventLog } from './event-log.tsx';
import { type EventSearch, eventFilterOf, PAGE_EVENTS } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';

/** One page of the event log. The address says which, and plain links and a plain form lead on: it reads without scripts. */
export function EventPage({
  filter,
  firstProblem,
}: {
  filter: EventSearch;
  firstProblem: ProblemDto | null;
}) {
  const query = useQuery(eventsQuery({ ...filter, limit: PAGE_EVENTS }));
  const address = JSON.stringify(eventFilterOf(filter));
  return (
    <div className="space-y-4">
      <title>Events · Pairwatch</title>
      <h1 className="font-semibold text-20">Events</h1>
      <FilterBar key={`bar ${address}`} filter={filter} />
      <h2 className="sr-only">What happened, the newest first</h2>
      <Resource query={query} firstProblem={firstProblem} what="events">
        {(list) => <EventLog key={address} filter={filter} list={list} />}
      </Resource>
    </div>
  );
}
