import { outcomeOf } from '@/app/_server/outcome.ts';
import { readEvents } from '@/app/_server/read.ts';
import { EventPage } from '@/components/events/event-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { type EventFilter, eventsKey } from '@/lib/queries/events.ts';

const ADDRESS = eventQuerySchema.pick({ pair: true, before: true });

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const asked = ADDRESS.safeParse(await searchParams);
  const filter: EventFilter = asked.data ?? {};
  const { data, problem } = await outcomeOf(() => readEvents(eventQuerySchema.parse(filter)));
  return (
    <Prefetched answers={[[[...eventsKey, filter], data]]}>
      <EventPage filter={filter} firstProblem={problem} />
    </Prefetched>
  );
}
