import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { Overview } from '@/components/overview/overview.tsx';
import { pairHref } from '@/components/pair/href.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { overviewKey, pairsKey } from '@/lib/queries/keys.ts';
import { LISTED_PAIRS } from '@/lib/queries/pairs.ts';
import { outcomeOf } from './_server/outcome.ts';
import { readOverview } from './_server/overview.ts';
import { readPairs } from './_server/read.ts';

/** Who watches one pair alone wants to see that; `?all` shows the list all the same. */
export default async function OverviewPage({ searchParams }: PageProps<'/'>) {
  const { all } = await searchParams;
  const [pairs, overview] = await Promise.all([
    outcomeOf(() => readPairs(LISTED_PAIRS)),
    outcomeOf(readOverview),
  ]);
  const [only, another] = pairs.data?.pairs ?? [];
  if (only && !another && all === undefined) redirect(pairHref(only.name) as Route); // the pair's name is in it
  return (
    <Prefetched
      answers={[
        [pairsKey, pairs.data],
        [overviewKey, overview.data],
      ]}
    >
      <Overview firstProblem={pairs.problem} />
    </Prefetched>
  );
}
