import { readBuild } from '@/app/_server/build.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readOverview } from '@/app/_server/overview.ts';
import { readPairs } from '@/app/_server/read.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { Wall } from '@/components/wall/wall.tsx';
import { overviewKey, pairsKey } from '@/lib/queries/keys.ts';
import { LISTED_PAIRS } from '@/lib/queries/pairs.ts';

export default async function WallPage() {
  const [build, pairs, overview] = await Promise.all([
    readBuild(),
    outcomeOf(() => readPairs(LISTED_PAIRS)),
    outcomeOf(readOverview),
  ]);
  return (
    <Prefetched
      answers={[
        [pairsKey, pairs.data],
        [overviewKey, overview.data],
      ]}
    >
      <Wall build={build} firstProblem={pairs.problem ?? overview.problem} />
    </Prefetched>
  );
}
