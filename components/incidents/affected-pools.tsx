'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { pairHref } from '@/components/pair/href.ts';
import { Moment } from '@/components/time/since.tsx';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import type { AffectedPoolDto } from '@/lib/contracts/incident.ts';

/** The pools an incident took in, and how far each went. */
export function AffectedPools({
  pair,
  pools,
  alerts,
}: {
  pair: string;
  pools: readonly AffectedPoolDto[];
  alerts: readonly AlertDto[];
}) {
  return (
    <section aria-labelledby="pools" data-testid="affected-pools">
      <h2 id="pools" className="mb-2 font-semibold text-16">
        Affected pools
      </h2>
      {pools.length === 0 ? (
        <p className="text-muted">No alert of it is about a pool.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {pools.map((pool) => (
            <PoolRow
              key={pool.key}
              pair={pair}
              pool={pool}
              alerts={alerts.filter(({ id }) => pool.alertIds.includes(id))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function PoolRow({
  pair,
  pool,
  alerts,
}: {
  pair: string;
  pool: AffectedPoolDto;
  alerts: readonly AlertDto[];
}) {
  const { id, key, addressCount, mostActive, fewestFree, fewestBackup } = pool;
  const titles = [...new Map(alerts.map((alert) => [alert.title, alert])).values()];
  const isUnread = mostActive === null && fewestFree === null && fewestBackup === null;
  return (
    <li className="space-y-0.5 px-4 py-2 text-13">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-mono font-medium">
          {id === null ? (
            key
          ) : (
            <Link
              // Which pool it is, only the address says.
              href={pairHref(pair, `/pools/${id}`) as Route}
              prefetch={false}
              className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
            >
              {key}
            </Link>
          )}
        </span>
        <span className="text-muted tabular-nums">
          {addressCount === null ? 'no longer configured' : `${addressCount.toLocaleString('en')} addresses`}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-muted">
        {titles.map(({ id: alertId, title }) => (
          <a
            key={alertId}
            href={`#alert-${alertId}`}
            className="underline decoration-line underline-offset-3 hover:text-ink"
          >
            {title}
          </a>
        ))}
      </p>
      <p className="flex flex-wrap gap-x-6 tabular-nums">
        {isUnread && (
          <span className="text-muted">How far it went is not known: nothing was read of it meanwhile.</span>
        )}
        <Worst name="most in use" worst={mostActive} of={addressCount} />
        <Worst name="fewest free (the primary’s)" worst={fewestFree} />
        <Worst name="fewest backup (the secondary’s)" worst={fewestBackup} />
      </p>
    </li>
  );
}

function Worst({
  name,
  worst,
  of = null,
}: {
  name: ReactNode;
  worst: AffectedPoolDto['mostActive'];
  of?: number | null;
}) {
  if (worst === null) return null;
  const share = of === null || of === 0 ? '' : ` (${Math.round((worst.value / of) * 100)} %)`;
  return (
    <span>
      {name}: <span className="font-medium">{worst.value.toLocaleString('en')}</span>
      {share}{' '}
      <span className="text-12 text-faint">
        {worst.server}, {worst.source === 'leases' ? 'lease file' : 'OMAPI'}, <Moment at={worst.at} />
      </span>
    </span>
  );
}
