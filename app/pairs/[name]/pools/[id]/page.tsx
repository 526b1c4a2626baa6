import { notFound } from 'next/navigation';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPool } from '@/app/_server/pool-detail.ts';
import { readPoolUse } from '@/app/_server/pool-history.ts';
import { readPair } from '@/app/_server/read.ts';
import { readTransitions } from '@/app/_server/transitions.ts';
import { PoolView } from '@/components/pools/pool-view.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { MAX_POINTS } from '@/lib/contracts/history.ts';
import { DEFAULT_RANGE, readRange, spanOf } from '@/lib/contracts/range.ts';
import { pairKey, poolDetailKey } from '@/lib/queries/keys.ts';
import { poolUseKey } from '@/lib/queries/pool-use.ts';
import { transitionsOfKey } from '@/lib/queries/transitions.ts';

export default async function PoolPage({ params, searchParams }: PageProps<'/pairs/[name]/pools/[id]'>) {
  const { name: encoded, id } = await params;
  const name = decodeURIComponent(encoded);
  const range = readRange(await searchParams) ?? DEFAULT_RANGE;
  const now = Date.now();
  const span = spanOf(range, now);
  const [pool, pair, use, transitions] = await Promise.all([
    outcomeOf(() => readPool(name, id)),
    outcomeOf(() => readPair(name)),
    outcomeOf(() => readPoolUse({ pair: name, pool: id }, { ...span, width: MAX_POINTS }, now)),
    outcomeOf(() => readTransitions(name, span, now)),
  ]);
  if (pool.problem?.status === 404) notFound();
  return (
    <Prefetched
      answers={[
        [poolDetailKey(name, id), pool.data],
        [pairKey(name), pair.data],
        [poolUseKey({ pair: name, poolId: id, range }), use.data],
        [transitionsOfKey(name, range), transitions.data],
      ]}
    >
      <PoolView pair={name} id={id} firstProblem={pool.problem} />
    </Prefetched>
  );
}
