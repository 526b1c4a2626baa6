'use client';

import { poolsIntervalMs } from '@/components/pair/pools/intervals.ts';
import { PoolBar } from '@/components/pair/pools/pool-bar.tsx';
import { useNow } from '@/components/time/now.tsx';
import type { WorstPoolDto } from '@/lib/contracts/overview.ts';
import type { ServerDto } from '@/lib/contracts/pair.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { freshness } from '@/lib/pair/freshness.ts';

/** The pool of a pair that is fullest, with its figure; grey as soon as that is old. */
export function WorstPool({ pool, servers }: { pool: WorstPoolDto | null; servers: readonly ServerDto[] }) {
  const now = useNow();
  if (pool === null) return <p className="text-12 text-muted">no pool read</p>;
  const ageMs = now - Date.parse(pool.observedAt);
  const isOld =
    freshness(Date.parse(pool.observedAt), poolsIntervalMs(servers, pool.server), now) === 'stale';
  const percent = pool.leaseCount === 0 ? 0 : Math.floor((100 * pool.usedLeases) / pool.leaseCount);
  const text = `Fullest pool ${pool.title}: ${pool.usedLeases} of ${pool.leaseCount} used, as ${pool.server} counted ${formatDuration(ageMs)} ago`;
  return (
    <div
      role="img"
      aria-label={text}
      title={text}
      data-testid="worst-pool"
      className={isOld ? 'text-faint' : ''}
    >
      <PoolBar counters={pool} faded={isOld} />
      <p className="truncate text-12 tabular-nums">
        {percent} % used
        {isOld && <span className="font-semibold"> {formatDuration(ageMs)} ago</span>}
      </p>
    </div>
  );
}
