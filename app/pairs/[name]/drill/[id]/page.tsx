import { notFound } from 'next/navigation';
import { readDrill } from '@/app/_server/drills.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { DrillView } from '@/components/drill/drill-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { idSchema } from '@/lib/contracts/action.ts';
import { drillKey } from '@/lib/queries/keys.ts';

export default async function DrillPage({ params }: PageProps<'/pairs/[name]/drill/[id]'>) {
  const { name, id: text } = await params;
  const pair = decodeURIComponent(name);
  const id = idSchema.safeParse(text);
  if (!id.success) notFound();
  const { data, problem } = await outcomeOf(() => readDrill(String(id.data)));
  if (problem?.status === 404 || (data && data.summary.pair !== pair)) notFound();
  return (
    <Prefetched answers={[[drillKey(pair, id.data), data]]}>
      <DrillView pair={pair} id={id.data} firstProblem={problem} />
    </Prefetched>
  );
}
