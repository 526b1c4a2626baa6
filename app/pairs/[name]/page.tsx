import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readEvents, readPair, readPools } from '@/app/_server/read.ts';
import { PairView } from '@/components/pair/pair-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { eventsKey, pairTimeline } from '@/lib/queries/events.ts';
import { pairKey, poolsKey } from '@/lib/queries/pairs.ts';

type Props = PageProps<'/pairs/[name]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function PairPage({ params }: Props) {
  const name = decodeURIComponent((await params).name);
  const timeline = pairTimeline(name);
  const [pair, pools, events] = await Promise.all([
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readPools(name)),
    outcomeOf(() => readEvents(eventQuerySchema.parse(timeline))),
  ]);
  if (pair.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [pairKey(name), pair.data],
        [poolsKey(name), pools.data],
        [[...eventsKey, timeline], events.data],
      ]}
    >
      <PairView name={name} firstProblem={pair.problem} />
    </Prefetched>
  );
}
