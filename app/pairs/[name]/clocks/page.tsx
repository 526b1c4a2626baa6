import { notFound } from 'next/navigation';
import { readClockHistory } from '@/app/_server/clock-history.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPair } from '@/app/_server/read.ts';
import { readTransitions } from '@/app/_server/transitions.ts';
import { readTruthPart } from '@/app/_server/truth.ts';
import { ClocksView } from '@/components/clocks/clocks-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { MAX_POINTS } from '@/lib/contracts/history.ts';
import { DEFAULT_RANGE, readRange, spanOf } from '@/lib/contracts/range.ts';
import { clockHistoryKey } from '@/lib/queries/clocks.ts';
import { pairKey, truthKey } from '@/lib/queries/keys.ts';
import { transitionsOfKey } from '@/lib/queries/transitions.ts';

export default async function ClocksPage({ params, searchParams }: PageProps<'/pairs/[name]/clocks'>) {
  const name = decodeURIComponent((await params).name);
  const range = readRange(await searchParams) ?? DEFAULT_RANGE;
  const now = Date.now();
  const span = spanOf(range, now);
  const [pair, clocks, history, transitions] = await Promise.all([
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readTruthPart(name, 'clocks')),
    outcomeOf(() => readClockHistory(name, { ...span, width: MAX_POINTS }, now)),
    outcomeOf(() => readTransitions(name, span, now)),
  ]);
  if (pair.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [pairKey(name), pair.data],
        [truthKey(name, 'clocks'), clocks.data],
        [clockHistoryKey(name, range), history.data],
        [transitionsOfKey(name, range), transitions.data],
      ]}
    >
      <ClocksView name={name} firstProblem={pair.problem} />
    </Prefetched>
  );
}
