import { outcomeOf } from '@/app/_server/outcome.ts';
import { readSystem } from '@/app/_server/system.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { About } from '@/components/settings/about/about.tsx';
import { systemKey } from '@/lib/queries/system.ts';

export default async function AboutPage() {
  const { data, problem } = await outcomeOf(readSystem);
  return (
    <Prefetched answers={[[systemKey, data]]}>
      <About firstProblem={problem} />
    </Prefetched>
  );
}
