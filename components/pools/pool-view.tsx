'use client';

import { useQuery } from '@tanstack/react-query';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import { poolTitle } from '@/lib/pair/pool-title.ts';
import { poolDetailQuery } from '@/lib/queries/pool-detail.ts';
import { PoolCharts } from './pool-charts.tsx';
import { PoolEvents } from './pool-events.tsx';
import { PoolSides } from './pool-sides.tsx';
import { PoolTitle } from './pool-title.tsx';

/** One pool: what its figures mean, what each server counts, how it went, and what happened to it. */
export function PoolView({
  pair,
  id,
  firstProblem,
}: {
  pair: string;
  id: string;
  firstProblem: ProblemDto | null;
}) {
  const query = useQuery(poolDetailQuery(pair, id));
  return (
    <>
      {!query.data && <title>{`Pool of ${pair} · Pairwatch`}</title>}
      <Resource query={query} firstProblem={firstProblem} what="this pool">
        {(detail) => <Pool pair={pair} id={id} detail={detail} />}
      </Resource>
    </>
  );
}

function Pool({ pair, id, detail }: { pair: string; id: string; detail: PoolDetailDto }) {
  const { sharedNetwork, ranges } = detail.pool;
  const title = poolTitle(sharedNetwork, ranges);
  return (
    <div className="space-y-8">
      <title>{`${title} · ${pair} · Pairwatch`}</title>
      <PoolTitle pair={pair} detail={detail} />
      {detail.removedAt !== null && (
        <Notice title="This pool is gone from the servers’ configuration">
          <p>Its history stays, and goes on if the pool comes back.</p>
        </Notice>
      )}
      {detail.removedAt === null && <PoolSides detail={detail} />}
      <PoolCharts pair={pair} id={id} detail={detail} />
      <PoolEvents pair={pair} title={title} servers={detail.servers} />
    </div>
  );
}
