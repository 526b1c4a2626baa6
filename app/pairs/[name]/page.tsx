import { notFound } from 'next/navigation';
import { readFindings } from '@/app/_server/findings.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readEvents, readPair, readPools } from '@/app/_server/read.ts';
import { PairView } from '@/components/pair/pair-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { findingQuerySchema } from '@/lib/contracts/finding.ts';
import { eventsKey, pairTimeline } from '@/lib/queries/events.ts';
import { findingsKey } from '@/lib/queries/findings.ts';
import { pairKey, poolsKey } from '@/lib/queries/pairs.ts';

export default async function PairPage({ params }: PageProps<'/pairs/[name]'>) {
  const name = decodeURIComponent((await params).name);
  const timeline = pairTimeline(name);
  const [pair, findings, pools, events] = await Promise.all([
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readFindings(name, findingQuerySchema.parse({}))),
    outcomeOf(() => readPools(name)),
    outcomeOf(() => readEvents(eventQuerySchema.parse(timeline))),
  ]);
  if (pair.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [pairKey(name), pair.data],
        [findingsKey(name), findings.data],
        [poolsKey(name), pools.data],
        [[...eventsKey, timeline], events.data],
      ]}
    >
      <PairView name={name} firstProblem={pair.problem} />
    </Prefetched>
  );
}
