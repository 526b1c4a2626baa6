import { outcomeOf } from '@/app/_server/outcome.ts';
import { readRules } from '@/app/_server/rules.ts';
import { readSilences } from '@/app/_server/silences.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { SilenceList } from '@/components/settings/silences/silence-list.tsx';
import { silencesKey } from '@/lib/queries/keys.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';

const EVERYWHERE = { pair: null, pool: null };

export default async function SilencesPage() {
  const [silences, rules] = await Promise.all([
    outcomeOf(readSilences),
    outcomeOf(() => readRules(EVERYWHERE)),
  ]);
  return (
    <Prefetched
      answers={[
        [silencesKey, silences.data],
        [rulesQuery(EVERYWHERE).queryKey, rules.data],
      ]}
    >
      <SilenceList firstProblem={silences.problem} />
    </Prefetched>
  );
}
