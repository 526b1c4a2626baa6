import { readBuild } from '@/app/_server/build.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readOverview } from '@/app/_server/overview.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { Wall } from '@/components/wall/wall.tsx';
import { overviewKey } from '@/lib/queries/keys.ts';

export default async function WallPage() {
  const [build, overview] = await Promise.all([readBuild(), outcomeOf(readOverview)]);
  return (
    <Prefetched answers={[[overviewKey, overview.data]]}>
      <Wall build={build} firstProblem={overview.problem} />
    </Prefetched>
  );
}
