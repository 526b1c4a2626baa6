'use client';

import { useQuery } from '@tanstack/react-query';
import { VERDICT_CHARACTER } from '@/components/status/verdict-look.ts';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { pairQuery } from '@/lib/queries/pairs.ts';
import { useAged } from './aged.ts';
import { Clocks } from './clocks/clocks.tsx';
import { Countdowns } from './countdowns.tsx';
import { Findings } from './findings.tsx';
import { LeaseAudit } from './lease-audit/lease-audit.tsx';
import { OpenIncident } from './open-incident.tsx';
import { Pools } from './pools/pools.tsx';
import { Readiness } from './readiness/readiness.tsx';
import { Redundancy } from './redundancy/redundancy.tsx';
import { Servers } from './servers.tsx';
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

function Pair({ pair }: { pair: PairDto }) {
  const aged = useAged(pair);
  const title = `${VERDICT_CHARACTER[aged.verdict]} ${aged.verdict} · ${pair.title ?? pair.name} · Pairwatch`;
  return (
    <div className="space-y-8">
      <title>{title}</title>
      <div className="space-y-2">
        <VerdictHead pair={aged} />
        <OpenIncident pair={aged.name} />
      </div>
      <Servers pair={aged} />
      <Readiness pair={aged} />
      <Countdowns pair={aged} />
      <Findings pair={aged} />
      <Pools pair={aged} />
      <Clocks pair={aged} />
      <LeaseAudit pair={aged} />
      <Redundancy pair={aged.name} />
      <Transitions pair={aged} />
    </div>
  );
}
