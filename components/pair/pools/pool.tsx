'use client';

import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import type { ServerDto } from '@/lib/contracts/pair.ts';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { poolsIntervalMs } from './intervals.ts';
import { PoolBalance } from './pool-balance.tsx';
import { PoolCounters } from './pool-counters.tsx';
import type { PoolTruth } from './pool-truth.ts';
import { shortageOf } from './shortage.ts';
import { Survivors } from './survivors.tsx';

/** One pool: where it lies, what each server counts in it, and how long each would last alone. */
export function Pool({
  pool,
  servers,
  truth,
}: {
  pool: PoolDto;
  servers: readonly ServerDto[];
  truth: PoolTruth;
}) {
  const balance = truth.balances.get(pool.key);
  const forecast = truth.forecasts.get(pool.key);
  const isOld = truth.freshness === 'stale';
  return (
    <li
      data-testid={`pool-${pool.key}`}
      className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]"
    >
      <div>
        <h3 className="font-medium font-mono text-13">
          {pool.ranges.map(({ low, high }) => (
            <span key={low} className="block">
              {low} – {high}
            </span>
          ))}
        </h3>
        <p className="text-12 text-muted">
          {pool.sharedNetwork} · {pool.addressCount} addresses
          {pool.peer === null && ' · not in failover'}
        </p>
        {balance && <PoolBalance balance={balance} isOld={isOld} />}
        <Shortage pool={pool} servers={servers} />
      </div>
      <PoolCounters pool={pool} servers={servers} />
      {forecast && <Survivors forecast={forecast} isOld={isOld} />}
    </li>
  );
}

/** What a pool that runs out says, by the server with the fewest addresses left; nothing while there are enough. */
function Shortage({ pool, servers }: { pool: PoolDto; servers: readonly ServerDto[] }) {
  const now = useNow();
  const shortage = shortageOf(
    pool.counters.filter(
      ({ server, observedAt }) =>
        freshness(Date.parse(observedAt), poolsIntervalMs(servers, server), now) !== 'stale',
    ),
  );
  if (shortage === null) return null;
  return (
    <p className="mt-1 flex items-center gap-1.5 font-medium text-13 text-degraded">
      <VerdictMark verdict="degraded" size={12} />
      {shortage}
    </p>
  );
}
