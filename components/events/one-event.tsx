'use client';

import { useQuery } from '@tanstack/react-query';
import { Resource } from '@/components/ui/resource.tsx';
import type { EventAnswerDto } from '@/lib/contracts/event.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { eventQuery } from '@/lib/queries/events.ts';
import { EventFacts } from './event-facts.tsx';
import { EventList } from './event-list.tsx';

/** The page of one event: what it rests on, and where it stands among those it belongs to. */
export function OneEvent({ id, firstProblem }: { id: number; firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-6">
      <title>{`Event ${id} · Pairwatch`}</title>
      <h1 className="font-semibold text-20">Event {id}</h1>
      <Resource query={useQuery(eventQuery(id))} firstProblem={firstProblem} what={`event ${id}`}>
        {(answer) => (
          <>
            <div className="space-y-5">
              <EventFacts event={answer.event} isPage />
            </div>
            <Neighbours answer={answer} />
          </>
        )}
      </Resource>
    </div>
  );
}

function Neighbours({ answer: { event, togetherBy, neighbours } }: { answer: EventAnswerDto }) {
  return (
    <section aria-labelledby="neighbours">
      <h2 id="neighbours" className="mb-2 font-semibold text-16">
        {togetherBy === 'incident' ? `Events of incident ${event.incidentId}` : 'Within a minute of it'}
      </h2>
      <EventList events={neighbours} empty="" incident={event.incidentId} marked={event.id} hasKeys />
    </section>
  );
}
