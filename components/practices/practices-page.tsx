'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { PairFilter } from '@/components/alerts/filter-link.tsx';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairPracticesDto, PracticeListDto } from '@/lib/contracts/practice.ts';
import { countOf } from '@/lib/pair/count.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { withSearch } from '@/lib/queries/path.ts';
import { practicesQuery } from '@/lib/queries/practices.ts';
import { PracticeRow } from './practice-row.tsx';

/** What keeps a failover worth relying on, pair by pair: when it was done, by whom, by what, and when it is due. */
export function PracticesPage({
  pair,
  firstProblem,
}: {
  pair: string | undefined;
  firstProblem: ProblemDto | null;
}) {
  const { data } = useQuery(fleetQuery());
  return (
    <div className="space-y-6">
      <title>Practices · Pairwatch</title>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <h1 className="font-semibold text-20">Practices</h1>
        <PairFilter
          pairs={data?.pairs ?? []}
          chosen={pair}
          hrefOf={(name) => withSearch('/practices', { pair: name }) as Route} // whatever its search, it is this page
        />
      </div>
      <Resource query={useQuery(practicesQuery(pair))} firstProblem={firstProblem} what="practices">
        {(list) => <Pairs list={list} />}
      </Resource>
    </div>
  );
}

function Pairs({ list: { pairs } }: { list: PracticeListDto }) {
  if (pairs.length === 0) {
    return (
      <Notice title="No pair is watched yet">
        <p>Each pair has duties that come again: checks, backups and drills. Set a pair up first.</p>
      </Notice>
    );
  }
  return (
    <div className="space-y-8">
      <Sum pairs={pairs} />
      {pairs.map((each) => (
        <OfPair key={each.pair} of={each} />
      ))}
    </div>
  );
}

/** How many want somebody, in a line for all pairs. */
function Sum({ pairs }: { pairs: readonly PairPracticesDto[] }) {
  const all = pairs.flatMap(({ practices }) => practices);
  const overdue = all.filter(({ state }) => state === 'overdue').length;
  const failed = all.filter(({ state, lastRun }) => state !== 'off' && lastRun?.outcome === 'failed').length;
  const uncounted = all.filter(({ state }) => state === 'not-counted').length;
  return (
    <p data-testid="practices-sum" className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      {uncounted === all.length ? (
        <LevelWord level="unknown" word="not counted yet" />
      ) : overdue === 0 ? (
        <LevelWord level="good" word="none overdue" />
      ) : (
        <LevelWord level="warn" word={`${overdue} overdue`} />
      )}
      {failed > 0 && <LevelWord level="bad" word={`${failed} failed last time`} />}
      <span className="text-muted">of {countOf(all.length, 'duty', 'duties')} that come again</span>
    </p>
  );
}

function OfPair({ of: { pair, title, practices } }: { of: PairPracticesDto }) {
  return (
    <section aria-label={`Practices of ${pair}`}>
      <h2 className="mb-2 font-semibold text-16">
        <Link
          href={`/pairs/${encodeURIComponent(pair)}` as Route} // the pair's name is in it
          prefetch={false}
          className="underline decoration-strong-line underline-offset-4"
        >
          {title ?? pair}
        </Link>
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {practices.map((practice) => (
          <PracticeRow key={practice.code} pair={pair} practice={practice} />
        ))}
      </ul>
    </section>
  );
}
