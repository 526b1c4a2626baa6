'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { EventListDto } from '@/lib/contracts/event.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { type EventFilter, eventsQuery } from '@/lib/queries/events.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';
import { EventList } from './event-list.tsx';
import { eventsHref } from './href.ts';

/** One page of the event log, of all pairs or of one. Plain links throughout: it reads without scripts. */
export function EventPage({
  filter,
  firstProblem,
}: {
  filter: EventFilter;
  firstProblem: ProblemDto | null;
}) {
  return (
    <div className="space-y-4">
      <title>Events · Pairwatch</title>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <h1 className="font-semibold text-20">Events</h1>
        <PairFilter chosen={filter.pair} />
      </div>
      <Resource query={useQuery(eventsQuery(filter))} firstProblem={firstProblem} what="events">
        {(list) => (
          <>
            <EventList events={list.events} empty={emptyText(filter)} />
            <Pager filter={filter} list={list} />
          </>
        )}
      </Resource>
    </div>
  );
}

function emptyText({ pair, before }: EventFilter): string {
  if (before !== undefined) return 'There are no older events.';
  return pair === undefined ? 'Nothing has happened yet.' : `Nothing has happened to ${pair} yet.`;
}

function PairFilter({ chosen }: { chosen: string | undefined }) {
  const { data } = useQuery(pairsQuery());
  if (!data || data.pairs.length < 2) return null;
  return (
    <nav aria-label="Filter by pair" className="flex flex-wrap gap-1 text-13">
      <FilterLink pair={undefined} chosen={chosen} />
      {data.pairs.map(({ name }) => (
        <FilterLink key={name} pair={name} chosen={chosen} />
      ))}
    </nav>
  );
}

function FilterLink({ pair, chosen }: { pair: string | undefined; chosen: string | undefined }) {
  const isChosen = pair === chosen;
  return (
    <Link
      href={eventsHref({ pair })}
      prefetch={false}
      aria-current={isChosen ? 'true' : undefined}
      className={`rounded-md px-2 py-0.5 ${isChosen ? 'bg-sunken font-medium text-ink' : 'text-muted hover:text-ink'}`}
    >
      {pair ?? 'all pairs'}
    </Link>
  );
}

function Pager({ filter, list }: { filter: EventFilter; list: EventListDto }) {
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {filter.before !== undefined && (
        <Link href={eventsHref({ pair: filter.pair })} prefetch={false} className={BUTTON_LOOK}>
          Newest
        </Link>
      )}
      {list.nextBefore !== null && (
        <Link
          href={eventsHref({ pair: filter.pair, before: list.nextBefore })}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          Older
        </Link>
      )}
    </nav>
  );
}
