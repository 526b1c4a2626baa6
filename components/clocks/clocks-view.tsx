'use client';

import { useQuery } from '@tanstack/react-query';
import { useAged } from '@/components/pair/aged.ts';
import { ServerClock } from '@/components/pair/clocks/server-clock.tsx';
import { useTruthFreshness } from '@/components/pair/truth-freshness.ts';
import { WorkedOut } from '@/components/pair/worked-out.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { pairQuery } from '@/lib/queries/pairs.ts';
import { truthQuery } from '@/lib/queries/truth.ts';
import { ClockCharts } from './clock-charts.tsx';
import { ClocksNow } from './clocks-now.tsx';
import { SetUp } from './set-up.tsx';
import { WayTable } from './way-table.tsx';

/** The clocks of a pair: how far apart, how that is known, how it was, and what it means for the link. */
export function ClocksView({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  const query = useQuery(pairQuery(name));
  return (
    <>
      <title>{`Clocks · ${name} · Pairwatch`}</title>
      <Resource query={query} firstProblem={firstProblem} what={`the pair ${name}`}>
        {({ pair }) => <PairClocks pair={pair} />}
      </Resource>
    </>
  );
}

function PairClocks({ pair: read }: { pair: PairDto }) {
  const pair = useAged(read);
  const query = useQuery(truthQuery(pair.name, 'clocks'));
  const observedAt = query.data?.observedAt ?? null;
  const age = useTruthFreshness(observedAt, pair);
  return (
    <div className="space-y-8" data-testid="clocks-page" data-freshness={age}>
      <section aria-labelledby="clocks-title">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 id="clocks-title" className="font-semibold text-20">
            Clocks of {pair.title ?? pair.name}
          </h1>
          {observedAt !== null && <WorkedOut at={observedAt} age={age} />}
        </div>
        <Resource query={query} firstProblem={null} what="the clocks">
          {({ value }) => (
            <div className={age === 'stale' ? 'text-faint grayscale' : ''}>
              <ClocksNow clocks={value} pair={pair} isOld={age === 'stale'} />
            </div>
          )}
        </Resource>
      </section>
      <ClockCharts pair={pair} />
      {query.data?.value && (
        <>
          <WayTable clocks={query.data.value} pair={pair} />
          <ServerWords servers={query.data.value.servers} />
        </>
      )}
      <SetUp pair={pair} />
    </div>
  );
}

/** What the servers say of their own clocks; nothing where nobody asks them. */
function ServerWords({ servers }: Pick<ClocksDto, 'servers'>) {
  if (servers.every(({ ways }) => ways.length === 0)) return null;
  return (
    <section aria-labelledby="servers-title">
      <h2 id="servers-title" className="mb-2 font-semibold text-16">
        What each server says of its clock
      </h2>
      <ul className="space-y-3 rounded-md border border-line bg-surface px-4 py-3">
        {servers.map((server) => (
          <ServerClock key={server.name} server={server} />
        ))}
      </ul>
    </section>
  );
}
