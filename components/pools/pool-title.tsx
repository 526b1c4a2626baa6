'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import { workedOutEveryMs } from '@/lib/contracts/truth.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { pairQuery } from '@/lib/queries/pairs.ts';
import { pairHref } from '../pair/href.ts';
import { LevelWord } from '../pair/level-mark.tsx';
import { BALANCE_LOOK } from '../pair/pools/balance-words.ts';
import { WorkedOut } from '../pair/worked-out.tsx';
import { rangesWords } from './figures-words.ts';
import { poolSentences } from './pool-sentence.ts';

/** Which pool it is, and in words what is known of it now. */
export function PoolTitle({ pair, detail }: { pair: string; detail: PoolDetailDto }) {
  const { pool, balance, workedOut } = detail;
  const now = useNow();
  const { zone } = useZone();
  const answering = useQuery(pairQuery(pair)).data?.pair.servers ?? [];
  const age = workedOut && freshness(Date.parse(workedOut.at), workedOutEveryMs(workedOut.pools), now);
  return (
    <header>
      <h1 className="wrap-anywhere font-mono font-semibold text-20">{rangesWords(pool)}</h1>
      <p className="mt-0.5 text-muted">
        {pool.sharedNetwork} · {pool.addressCount} addresses ·{' '}
        {pool.peer === null ? 'not in failover' : `failover peer ${pool.peer}`}
      </p>
      {pool.ranges.length > 1 && (
        <p className="mt-0.5 font-mono text-13 text-muted">
          {pool.ranges.map(({ low, high }) => `${low} – ${high}`).join(', ')}
        </p>
      )}
      <div
        className={`mt-3 max-w-[100ch] space-y-0.5 ${age === 'stale' ? 'text-muted' : ''}`}
        data-testid="pool-sentences"
      >
        {poolSentences(detail, answering, now, zone).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-1 text-13">
        {balance && <LevelWord {...BALANCE_LOOK[balance.verdict]} />}
        {workedOut && age && <WorkedOut at={workedOut.at} age={age} />}
        {pool.ranges.map(({ low, high }) => (
          <Link
            key={low}
            href={`${pairHref(pair, '/leases')}?q=${low}-${high}` as Route} // the pair's name is in it
            prefetch={false}
            className="text-muted underline decoration-strong-line underline-offset-3 hover:text-ink"
          >
            {pool.ranges.length === 1 ? 'Leases of this pool' : `Leases of ${low} – ${high}`}
          </Link>
        ))}
      </div>
    </header>
  );
}
