import { notFound } from 'next/navigation';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPoolOverview } from '@/app/_server/pool-overview.ts';
import { PoolsView } from '@/components/pools/pools-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { poolOverviewKey } from '@/lib/queries/pool-overview.ts';

export default async function PoolsPage({ params }: PageProps<'/pairs/[name]/pools'>) {
  const name = decodeURIComponent((await params).name);
  const overview = await outcomeOf(() => readPoolOverview(name));
  if (overview.problem?.status === 404) notFound();
  return (
    <Prefetched answers={[[poolOverviewKey(name), overview.data]]}>
      <PoolsView pair={name} firstProblem={overview.problem} />
    </Prefetched>
  );
}
