'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EventList } from '@/components/events/event-list.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { isOurs, shortened } from './timeline-parts.ts';

/** As many as the API gives. */
const MOST_EVENTS = 1000;

type Whose = 'all' | 'facts' | 'ours';

const WHOSE = [
  { value: 'all', title: 'all', content: 'all' },
  { value: 'facts', title: 'what was seen', content: 'what was seen' },
  { value: 'ours', title: 'what was done and told', content: 'what was done and told' },
] as const;

/** All that happened to the pair from the first symptom to the end, in its order, by the corrected clock. */
export function Timeline({ incident, events }: { incident: IncidentDto; events: readonly EventDto[] }) {
  const { data } = useQuery(fleetQuery());
  const [whose, setWhose] = useState<Whose>('all');
  const [isWhole, setWhole] = useState(false);
  const servers = data?.pairs.find(({ name }) => name === incident.pair)?.servers ?? [];
  const chosen = events.filter((event) => whose === 'all' || isOurs(event) === (whose === 'ours'));
  const { first, hidden, last } = isWhole ? { first: chosen, hidden: 0, last: [] } : shortened(chosen);
  const lanes = servers.map(({ name }) => name);
  return (
    <section aria-labelledby="timeline" data-testid="timeline">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id="timeline" className="font-semibold text-16">
          What happened <span className="font-normal text-13 text-muted tabular-nums">{chosen.length}</span>
        </h2>
        <div className="print:hidden">
          <Segmented<Whose> label="Events shown" value={whose} options={WHOSE} onChange={setWhose} />
        </div>
      </div>
      <EventList
        events={first}
        lanes={lanes}
        empty={
          whose === 'ours'
            ? 'Nobody did anything about it, and nobody was told.'
            : 'Nothing of it stands in the history: events of that time were cleared away.'
        }
        incident={incident.id}
      />
      {hidden > 0 && (
        <div className="my-3 flex items-center gap-3 text-13 text-muted">
          <Button onClick={() => setWhole(true)}>Show the {hidden} in between</Button>
          <span className="hidden print:inline">{hidden} events in between are left out.</span>
        </div>
      )}
      {last.length > 0 && <EventList events={last} lanes={lanes} empty="" incident={incident.id} />}
      <p className="mt-2 text-12 text-faint">
        A dot is what was seen of a server; a sign (a bell, a flag, a figure) is what Pairwatch or somebody
        did. Times are by Pairwatch’s clock; a server’s own stamp stands beneath where it differs.
      </p>
      {events.length === MOST_EVENTS && (
        <p className="mt-2 text-13 text-muted">
          The first {MOST_EVENTS} events of it; the rest stand in the events of the pair.
        </p>
      )}
    </section>
  );
}
