import { addressOf } from '@/app/_server/address.ts';
import { readIncidents } from '@/app/_server/incidents.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { IncidentPage } from '@/components/incidents/incident-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { UnreadableAddress } from '@/components/ui/unreadable-address.tsx';
import { incidentQuerySchema } from '@/lib/contracts/incident.ts';
import { type IncidentFilter, incidentsQuery } from '@/lib/queries/incidents.ts';

const ADDRESS = incidentQuerySchema.pick({ pair: true, phase: true, before: true });

export default async function IncidentsPage({ searchParams }: PageProps<'/incidents'>) {
  const asked = addressOf(await searchParams, ADDRESS);
  if (asked.problem) return <UnreadableAddress of="Incidents" problem={asked.problem} href="/incidents" />;
  const filter: IncidentFilter = asked.data;
  const { data, problem } = await outcomeOf(() => readIncidents(incidentQuerySchema.parse(filter)));
  return (
    <Prefetched answers={[[incidentsQuery(filter).queryKey, data]]}>
      <IncidentPage filter={filter} firstProblem={problem} />
    </Prefetched>
  );
}
