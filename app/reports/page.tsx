import { readIncidents } from '@/app/_server/incidents.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { LATEST } from '@/components/reports/latest.ts';
import { ReportsPage } from '@/components/reports/reports-page.tsx';
import { incidentQuerySchema } from '@/lib/contracts/incident.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';

export default async function AllReportsPage() {
  const { data, problem } = await outcomeOf(() => readIncidents(incidentQuerySchema.parse(LATEST)));
  return (
    <Prefetched answers={[[incidentsQuery(LATEST).queryKey, data]]}>
      <ReportsPage incidentsProblem={problem} />
    </Prefetched>
  );
}
