'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { countOf } from '@/lib/pair/count.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import { pairHref } from '../href.ts';
import { WorkedOut } from '../worked-out.tsx';
import { Legend } from './legend.tsx';
import { PoolAtRisk } from './pool-at-risk.tsx';
import { byRisk } from './pool-order.ts';
import { usePoolTruth } from './pool-truth.ts';

const SHOWN = 5;

/** The pools whose own share would end soonest, one row each; all of them are a page of their own. */
export function PoolsAtRisk({ pair }: { pair: PairDto }) {
  const query = useQuery(poolsQuery(pair.name));
  return (
    <section aria-labelledby="pools" data-testid="pools">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="pools" className="font-semibold text-16">
          Pools by risk
        </h2>
        {query.data && query.data.pools.length > 0 && <Legend />}
      </div>
      <Resource query={query} firstProblem={null} what="pools">
        {({ pools, note }) => (
          <>
            {note && (
              <p className="mb-2 max-w-[110ch] break-words text-13 text-muted">
                <Prose text={note} />
              </p>
            )}
            {pools.length > 0 && <Rows pools={pools} pair={pair} />}
            {pools.length === 0 && !note && (
              <p className="text-13 text-muted">No pool was read from the servers’ dhcpd.conf yet.</p>
            )}
          </>
        )}
      </Resource>
    </section>
  );
}

function Rows({ pools, pair }: { pools: readonly PoolDto[]; pair: PairDto }) {
  const truth = usePoolTruth(pair);
  const shown = byRisk(pools, truth, useNow()).slice(0, SHOWN);
  return (
    <>
      <div className="overflow-x-auto rounded-md border border-line bg-surface">
        <table className="w-full text-13">
          <thead className="text-left text-12 text-faint">
            <tr>
              <Head>pool</Head>
              <Head className="max-sm:hidden">use</Head>
              <Head className="text-right">used</Head>
              <Head className="text-right max-md:hidden">own free of each</Head>
              <Head className="text-right max-md:hidden">alone lasts</Head>
              <Head>balance</Head>
            </tr>
          </thead>
          <tbody>
            {shown.map((pool) => (
              <PoolAtRisk key={pool.key} pool={pool} pair={pair} truth={truth} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-1.5 flex flex-wrap items-baseline justify-between gap-x-6 text-13">
        <Link
          href={pairHref(pair.name, '/pools') as Route} // the pair's name is in it
          prefetch={false}
          className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
        >
          {pools.length > SHOWN ? `All ${countOf(pools.length, 'pool')}` : 'Pools in full'}
        </Link>
        {truth.observedAt !== null && <WorkedOut at={truth.observedAt} age={truth.freshness} />}
      </div>
    </>
  );
}

function Head({ children, className = '' }: { children: string; className?: string }) {
  return (
    <th scope="col" className={`whitespace-nowrap px-3 py-1.5 font-normal first:pl-4 last:pr-4 ${className}`}>
      {children}
    </th>
  );
}
