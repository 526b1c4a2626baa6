import { outcomeOf } from '@/app/_server/outcome.ts';
import { readSettingsPairs } from '@/app/_server/settings-pairs.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { PairList } from '@/components/settings/pairs/pair-list.tsx';
import { settingsPairsKey } from '@/lib/queries/keys.ts';

export default async function SettingsPairsPage() {
  const { data, problem } = await outcomeOf(readSettingsPairs);
  return (
    <Prefetched answers={[[settingsPairsKey, data]]}>
      <PairList firstProblem={problem} />
    </Prefetched>
  );
}
