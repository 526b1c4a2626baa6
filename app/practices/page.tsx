import { addressOf } from '@/app/_server/address.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPractices } from '@/app/_server/practices.ts';
import { PracticesPage } from '@/components/practices/practices-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { UnreadableAddress } from '@/components/ui/unreadable-address.tsx';
import { practiceQuerySchema } from '@/lib/contracts/practice.ts';
import { practicesQuery } from '@/lib/queries/practices.ts';

export default async function Practices({ searchParams }: PageProps<'/practices'>) {
  const asked = addressOf(await searchParams, practiceQuerySchema);
  if (asked.problem) return <UnreadableAddress of="Practices" problem={asked.problem} href="/practices" />;
  const { pair } = asked.data;
  const { data, problem } = await outcomeOf(() => readPractices(asked.data));
  return (
    <Prefetched answers={[[practicesQuery(pair).queryKey, data]]}>
      <PracticesPage pair={pair} firstProblem={problem} />
    </Prefetched>
  );
}
