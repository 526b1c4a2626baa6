import { checkedEventSearch, readEvents } from '@/app/_server/events.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { EventPage } from '@/components/events/event-page.tsx';
import { eventFilterOf, PAGE_EVENTS } from '@/components/events/filter.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { eventsQuery } from '@/lib/queries/events.ts';

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const filter = eventFilterOf(await searchParams);
  const asked = { ...filter, limit: String(PAGE_EVENTS) };
  const { data, problem } = await outcomeOf(async () =>
    readEvents(checkedEventSearch(asked, eventQuerySchema)),
  );
  const key = eventsQuery({ ...filter, limit: PAGE_EVENTS }).queryKey;
  return (
    <Prefetched answers={[[key, data]]}>
      <EventPage filter={filter} firstProblem={problem} />
    </Prefetched>
  );
}
