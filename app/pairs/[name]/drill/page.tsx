import { notFound } from 'next/navigation';
import { readDrills } from '@/app/_server/drills.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { DrillsView } from '@/components/drill/drills-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { drillsKey } from '@/lib/queries/keys.ts';

export default async function DrillsPage({ params }: PageProps<'/pairs/[name]/drill'>) {
  const name = decodeURIComponent((await params).name);
  const { data, problem } = await outcomeOf(() => readDrills(name));
  if (problem?.status === 404) notFound();
  return (
    <Prefetched answers={[[drillsKey(name), data]]}>
      <DrillsView name={name} firstProblem={problem} />
    </Prefetched>
  );
}
