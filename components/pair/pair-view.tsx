'use client';

import { useQuery } from '@tanstack/react-query';
import { PairDrill } from '@/components/drill/pair-drill.tsx';
import { VERDICT_CHARACTER } from '@/components/status/verdict-look.ts';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { pairQuery } from '@/lib/queries/pairs.ts';
import { useAged } from './aged.ts';
import { Answers } from './answers/answers.tsx';
import { ClockSummary } from './clocks/clock-summary.tsx';
import { Countdowns } from './countdowns.tsx';
import { Findings } from './findings.tsx';
import { LeaseAudit } from './lease-audit/lease-audit.tsx';
import { PoolsAtRisk } from './pools/pools-at-risk.tsx';
import { Readiness } from './readiness/readiness.tsx';
import { Redundancy } from './redundancy/redundancy.tsx';
import { Servers } from './servers.tsx';
import { Survivor } from './survivor/survivor.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Transitions } from './transitions.tsx';
import { VerdictHead } from './verdict-head.tsx';

/** One pair: what is, how we know, and what happened. */
export function PairView({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  const query = useQuery(pairQuery(name));
  return (
    <>
      {!query.data && <title>{`${name} · Pairwatch`}</title>}
      <Resource query={query} firstProblem={firstProblem} what={`the pair ${name}`}>
        {({ pair }) => <Pair pair={pair} />}
      </Resource>
    </>
  );
}

/** In the order of what is asked at night: is it healthy, who answers, would a failover work, what happened, why. */
function Pair({ pair }: { pair: PairDto }) {
  const aged = useAged(pair);
  const title = `${VERDICT_CHARACTER[aged.verdict]} ${aged.verdict} · ${pair.title ?? pair.name} · Pairwatch`;
  return (
    <div className="space-y-6">
      <title>{title}</title>
      <VerdictHead pair={aged} />
      <PairDrill pair={aged.name} />
      <div className="space-y-2">
        <Servers pair={aged} />
        <Answers pair={aged} />
      </div>
      <Countdowns pair={aged} />
      <div className="grid gap-x-4 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Readiness pair={aged} />
        <Survivor pair={aged} />
      </div>
      <Timeline pair={aged.name} />
      <PoolsAtRisk pair={aged} />
      <Findings pair={aged} />
      <div className="grid gap-x-4 gap-y-6 lg:grid-cols-2">
        <ClockSummary pair={aged} />
        <LeaseAudit pair={aged} />
      </div>
      <Redundancy pair={aged.name} />
      <Transitions pair={aged} />
    </div>
  );
}
