import { notFound } from 'next/navigation';
import { readDrills } from '@/app/_server/drills.ts';
import { readEvents } from '@/app/_server/events.ts';
import { readFindings } from '@/app/_server/findings.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPoolsAtRisk } from '@/app/_server/pools-at-risk.ts';
import { readPair } from '@/app/_server/read.ts';
import { readRedundancy } from '@/app/_server/redundancy.ts';
import { readTimeline } from '@/app/_server/timeline.ts';
import { readTruthParts } from '@/app/_server/truth.ts';
import { PairView } from '@/components/pair/pair-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { eventQuerySchema } from '@/lib/contracts/event.ts';
import { findingQuerySchema } from '@/lib/contracts/finding.ts';
import { DEFAULT_RANGE, readRange, spanOf } from '@/lib/contracts/range.ts';
import { drillsKey, eventsKey, findingsKey, pairKey, redundancyKey, truthKey } from '@/lib/queries/keys.ts';
import { poolsAtRiskKey } from '@/lib/queries/pools-at-risk.ts';
import { REDUNDANCY_DAYS } from '@/lib/queries/redundancy.ts';
import { latestEvents, timelineOfKey } from '@/lib/queries/timeline.ts';

/** All of which the page shows; what is told pool by pool comes with the pools at risk. */
const PARTS = ['readiness', 'clocks', 'countdowns', 'lease-audit'] as const;

export default async function PairPage({ params, searchParams }: PageProps<'/pairs/[name]'>) {
  const name = decodeURIComponent((await params).name);
  const range = readRange(await searchParams) ?? DEFAULT_RANGE;
  const latest = latestEvents(name);
  const now = Date.now();
  const [pair, findings, pools, redundancy, timeline, events, parts, drills] = await Promise.all([
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readFindings(name, findingQuerySchema.parse({}))),
    outcomeOf(() => readPoolsAtRisk(name)),
    outcomeOf(() => readRedundancy(name, { days: REDUNDANCY_DAYS }, now)),
    outcomeOf(() => readTimeline(name, spanOf(range, now), now)),
    outcomeOf(() => readEvents(eventQuerySchema.parse(latest))),
    outcomeOf(() => readTruthParts(name, PARTS)),
    outcomeOf(() => readDrills(name)),
  ]);
  if (pair.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [pairKey(name), pair.data],
        [findingsKey(name), findings.data],
        [poolsAtRiskKey(name), pools.data],
        [redundancyKey(name), redundancy.data],
        [timelineOfKey(name, range), timeline.data],
        [[...eventsKey, latest], events.data],
        [drillsKey(name), drills.data],
        ...(parts.data ?? []).map(([part, answer]) => [truthKey(name, part), answer] as const),
      ]}
    >
      <PairView name={name} firstProblem={pair.problem} />
    </Prefetched>
  );
}
