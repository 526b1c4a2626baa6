'use client';

import { useQuery } from '@tanstack/react-query';
import { VERDICT_CHARACTER } from '@/components/status/verdict-look.ts';
import { useNow } from '@/components/time/now.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { agedPair } from '@/lib/pair/staleness.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';
import { FleetLine } from './fleet-line.tsx';
import { NoPairs } from './no-pairs.tsx';
import { PairRow } from './pair-row.tsx';
import { byRisk } from './risk.ts';

/** All pairs, the one that needs a person first. */
export function Overview({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const query = useQuery(pairsQuery());
  return (
    <>
      {!query.data?.pairs.length && <title>Pairwatch</title>}
      <h1 className="sr-only">Overview</h1>
      <Resource query={query} firstProblem={firstProblem} what="pairs">
        {({ pairs }) => (pairs.length === 0 ? <NoPairs /> : <PairList pairs={pairs} />)}
      </Resource>
    </>
  );
}

function PairList({ pairs }: { pairs: readonly PairDto[] }) {
  const now = useNow();
  const { data } = useQuery(incidentsQuery({ phase: 'open' }));
  const ranked = byRisk(pairs.map((pair) => agedPair(pair, now)));
  const worst = ranked[0]?.verdict ?? 'unknown';
  return (
    <div className="space-y-4">
      <title>{`${VERDICT_CHARACTER[worst]} ${worst} · Pairwatch`}</title>
      <FleetLine pairs={ranked} />
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {ranked.map((pair) => (
          <PairRow
            key={pair.name}
            pair={pair}
            incident={data?.incidents.find((incident) => incident.pair === pair.name) ?? null}
          />
        ))}
      </ul>
    </div>
  );
}
