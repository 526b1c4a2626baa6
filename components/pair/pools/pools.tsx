'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/time/now.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import { WorkedOut } from '../worked-out.tsx';
import { Legend } from './legend.tsx';
import { Pool } from './pool.tsx';
import { byRisk } from './pool-order.ts';
import { usePoolTruth } from './pool-truth.ts';

/** Each pool is drawn anew every second, and who has a thousand looks at those at risk. */
const SHOWN_AT_FIRST = 12;
const SHOWN_MORE = 48;

/** The pools of a pair, those at risk first, each with both servers' own figures side by side. */
export function Pools({ pair }: { pair: PairDto }) {
  const query = useQuery(poolsQuery(pair.name));
  return (
    <section aria-labelledby="pools">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="pools" className="font-semibold text-16">
          Pools
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
            {pools.length > 0 && <PoolList pools={pools} pair={pair} />}
            {pools.length === 0 && !note && (
              <p className="text-13 text-muted">No pool was read from the servers’ dhcpd.conf yet.</p>
            )}
          </>
        )}
      </Resource>
    </section>
  );
}

function PoolList({ pools, pair }: { pools: readonly PoolDto[]; pair: PairDto }) {
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  const truth = usePoolTruth(pair);
  const now = useNow();
  const ordered = byRisk(pools, truth, now);
  const hidden = Math.max(0, pools.length - most);
  return (
    <>
      <div className="mb-1 flex flex-wrap justify-between gap-x-6 text-12 text-faint">
        <p>The survivor’s time is a forecast: the range holds eight times in ten.</p>
        {truth.observedAt === null ? (
          <p>
            Balance and forecasts are not worked out yet: they come from the first readings of both servers.
          </p>
        ) : (
          <WorkedOut at={truth.observedAt} age={truth.freshness} />
        )}
      </div>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {ordered.slice(0, most).map((pool) => (
          <Pool key={pool.key} pool={pool} servers={pair.servers} truth={truth} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-3 text-13 text-muted">
          <Button onClick={() => setMost(most + SHOWN_MORE)}>
            Show {Math.min(hidden, SHOWN_MORE)} more of {pools.length} pools
          </Button>
          Those whose own share would end soonest come first.
        </p>
      )}
    </>
  );
}
