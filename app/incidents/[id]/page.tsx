import { notFound } from 'next/navigation';
import { readIncident } from '@/app/_server/incidents.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { IncidentView } from '@/components/incidents/incident-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { idSchema } from '@/lib/contracts/action.ts';
import { incidentQuery } from '@/lib/queries/incidents.ts';

export default async function OneIncidentPage({ params }: PageProps<'/incidents/[id]'>) {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const { data, problem } = await outcomeOf(() => readIncident(String(id.data)));
  if (problem?.status === 404) notFound();
  return (
    <Prefetched answers={[[incidentQuery(id.data).queryKey, data]]}>
      <IncidentView id={id.data} firstProblem={problem} />
    </Prefetched>
  );
}
