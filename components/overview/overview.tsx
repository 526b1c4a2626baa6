'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { VERDICT_CHARACTER } from '@/components/status/verdict-look.ts';
import { useNow } from '@/components/time/now.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { agedPair } from '@/lib/pair/staleness.ts';
import { overviewQuery } from '@/lib/queries/overview.ts';
import { pairsQuery } from '@/lib/queries/pairs.ts';
import { FleetLine } from './fleet-line.tsx';
import { ListControls } from './list-controls.tsx';
import { PairRow } from './pair-row.tsx';
import { byRisk, inOrder, matching } from './risk.ts';
import { useListChoice } from './use-list-choice.ts';

/** Read once, by who sets it up. */
const NoPairs = dynamic(async () => (await import('./no-pairs.tsx')).NoPairs);

/** As many pairs are found at one glance. */
const FEW = 8;

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
  const { data } = useQuery(overviewQuery());
  const { text, order, choose } = useListChoice();
  const aged = pairs.map((pair) => agedPair(pair, now));
  const worst = byRisk(aged)[0]?.verdict ?? 'unknown';
  const shown = inOrder(matching(aged, text), order);
  return (
    <div className="space-y-4">
      <title>{`${VERDICT_CHARACTER[worst]} ${worst} · Pairwatch`}</title>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <FleetLine pairs={aged} />
        {(pairs.length > FEW || text !== '') && <ListControls text={text} order={order} onChange={choose} />}
      </div>
      {shown.length === 0 ? (
        <p className="text-muted">
          None of the {pairs.length} pairs has “{text}” in its name, its verdict or its servers’ names.
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {shown.map((pair) => (
            <PairRow
              key={pair.name}
              pair={pair}
              more={data?.pairs.find(({ name }) => name === pair.name) ?? null}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
