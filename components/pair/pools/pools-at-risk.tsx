'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { PoolsAtRiskDto } from '@/lib/contracts/pools-at-risk.ts';
import { countOf } from '@/lib/pair/count.ts';
import { poolsAtRiskQuery } from '@/lib/queries/pools-at-risk.ts';
import { pairHref } from '../href.ts';
import { useTruthFreshness } from '../truth-freshness.ts';
import { WorkedOut } from '../worked-out.tsx';
import { Legend } from './legend.tsx';
import { PoolAtRisk } from './pool-at-risk.tsx';

/** The pools whose own share would end soonest, one row each; all of them are a page of their own. */
export function PoolsAtRisk({ pair }: { pair: PairDto }) {
  const query = useQuery(poolsAtRiskQuery(pair.name));
  return (
    <section aria-labelledby="pools" data-testid="pools">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="pools" className="font-semibold text-16">
          Pools by risk
        </h2>
        {query.data && query.data.count > 0 && <Legend />}
      </div>
      <Resource query={query} firstProblem={null} what="pools">
        {({ note, ...told }) => (
          <>
            {note && (
              <p className="mb-2 max-w-[110ch] break-words text-13 text-muted">
                <Prose text={note} />
              </p>
            )}
            {told.count > 0 && <Rows {...told} pair={pair} />}
            {told.count === 0 && !note && (
              <p className="text-13 text-muted">No pool was read from the servers’ dhcpd.conf yet.</p>
            )}
          </>
        )}
      </Resource>
    </section>
  );
}

type RowsProps = Pick<PoolsAtRiskDto, 'pools' | 'count' | 'workedOut'> & { pair: PairDto };

function Rows({ pools, count, workedOut, pair }: RowsProps) {
  const age = useTruthFreshness(workedOut?.at ?? null, pair, workedOut?.pools);
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
            {pools.map((pool) => (
              <PoolAtRisk key={pool.key} pool={pool} pair={pair} isWorkedOutLong={age === 'stale'} />
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
          {count > pools.length ? `All ${countOf(count, 'pool')}` : 'Pools in full'}
        </Link>
        {workedOut && <WorkedOut at={workedOut.at} age={age} />}
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
