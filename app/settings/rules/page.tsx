import { outcomeOf } from '@/app/_server/outcome.ts';
import { readRules } from '@/app/_server/rules.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { RuleList } from '@/components/settings/rules/rule-list.tsx';
import { rulePlaceSchema } from '@/lib/contracts/action.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';

const EVERYWHERE = { pair: null, pool: null };

export default async function RulesPage({ searchParams }: PageProps<'/settings/rules'>) {
  const asked = rulePlaceSchema.safeParse(await searchParams);
  const place = asked.data ?? EVERYWHERE;
  const { data, problem } = await outcomeOf(() => readRules(place));
  return (
    <Prefetched answers={[[rulesQuery(place).queryKey, data]]}>
      <RuleList place={place} firstProblem={problem} />
    </Prefetched>
  );
}
