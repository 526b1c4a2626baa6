import { notFound } from 'next/navigation';
import { readEvent } from '@/app/_server/events.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { OneEvent } from '@/components/events/one-event.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { idSchema } from '@/lib/contracts/action.ts';
import { eventQuery } from '@/lib/queries/events.ts';

export default async function OneEventPage({ params }: PageProps<'/events/[id]'>) {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const { data, problem } = await outcomeOf(() => readEvent(String(id.data)));
  if (problem?.status === 404) notFound();
  return (
    <Prefetched answers={[[eventQuery(id.data).queryKey, data]]}>
      <OneEvent id={id.data} firstProblem={problem} />
    </Prefetched>
  );
}
