import { Overview } from '@/components/overview/overview.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { pairsKey } from '@/lib/queries/pairs.ts';
import { outcomeOf } from './_server/outcome.ts';
import { readPairs } from './_server/read.ts';

export default async function OverviewPage() {
  const { data, problem } = await outcomeOf(readPairs);
  return (
    <Prefetched answers={[[pairsKey, data]]}>
      <Overview firstProblem={problem} />
    </Prefetched>
  );
}
