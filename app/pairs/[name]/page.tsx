import { notFound } from 'next/navigation';
import { readEvents } from '@/app/_server/events.ts';
import { readFindings } from '@/app/_server/findings.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPair, readPools } from '@/app/_server/read.ts';
import { readRedundancy } from '@/app/_server/redundancy.ts';
import { readTimeline } from '@/app/_server/timeline.ts';
import { readTruthPart } from '@/app/_server/truth.ts';
import { PairView } from '@/components/pair/pair-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { findingQuerySchema } from '@/lib/contracts/finding.ts';
import { DEFAULT_RANGE, readRange, spanOf } from '@/lib/contracts/range.ts';
import { eventsKey, findingsKey, pairKey, poolsKey, redundancyKey, truthKey } from '@/lib/queries/keys.ts';
import { REDUNDANCY_DAYS } from '@/lib/queries/redundancy.ts';
import { latestEvents, timelineOfKey } from '@/lib/queries/timeline.ts';
import { TRUTH_PART_NAMES } from '@/lib/queries/truth.ts';

export default async function PairPage({ params, searchParams }: PageProps<'/pairs/[name]'>) {
  const name = decodeURIComponent((await params).name);
  const range = readRange(await searchParams) ?? DEFAULT_RANGE;
  const latest = latestEvents(name);
  const now = Date.now();
  const [pair, findings, pools, redundancy, timeline, events, ...truth] = await Promise.all([
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readFindings(name, findingQuerySchema.parse({}))),
    outcomeOf(() => readPools(name)),
    outcomeOf(() => readRedundancy(name, { days: REDUNDANCY_DAYS }, now)),
    outcomeOf(() => readTimeline(name, spanOf(range, now), now)),
    outcomeOf(() => readEvents(eventQuerySchema.parse(latest))),
    ...TRUTH_PART_NAMES.map((part) => outcomeOf(() => readTruthPart(name, part))),
  ]);
  if (pair.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [pairKey(name), pair.data],
        [findingsKey(name), findings.data],
        [poolsKey(name), pools.data],
        [redundancyKey(name), redundancy.data],
        [timelineOfKey(name, range), timeline.data],
        [[...eventsKey, latest], events.data],
        ...TRUTH_PART_NAMES.map((part, index) => [truthKey(name, part), truth[index]?.data ?? null] as const),
      ]}
    >
      <PairView name={name} firstProblem={pair.problem} />
    </Prefetched>
  );
}
