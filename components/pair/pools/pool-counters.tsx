'use client';

import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import type { ServerDto } from '@/lib/contracts/pair.ts';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { poolsIntervalMs } from './intervals.ts';
import { LeaseFileRow } from './lease-file-row.tsx';
import { PoolBar } from './pool-bar.tsx';

type Counters = PoolDto['counters'][number];

/** One pool as each server counts it, beneath each other. */
export function PoolCounters({ pool, servers }: { pool: PoolDto; servers: readonly ServerDto[] }) {
  if (pool.counters.length + pool.leaseFile.length === 0)
    return <p className="text-13 text-muted">no counters read yet</p>;
  return (
    <table className="w-full text-right text-13">
      <thead className="text-12 text-faint">
        <tr>
          <th scope="col" className="w-20 text-left font-normal">
            <span className="sr-only">counted by</span>
          </th>
          <th scope="col" className="hidden sm:table-cell">
            <span className="sr-only">share</span>
          </th>
          <FigureHead>used</FigureHead>
          <FigureHead>backup</FigureHead>
          <FigureHead>free</FigureHead>
          <FigureHead>age</FigureHead>
        </tr>
      </thead>
      <tbody>
        {servers.map(({ name }) => (
          <ServerRows
            key={name}
            counters={pool.counters.find(({ server }) => server === name)}
            leaseFile={pool.leaseFile.find(({ server }) => server === name)}
            intervalMs={poolsIntervalMs(servers, name)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What one server's dhcpd counts, and beneath it what its lease file holds. */
function ServerRows({
  counters,
  leaseFile,
  intervalMs,
}: {
  counters: Counters | undefined;
  leaseFile: PoolDto['leaseFile'][number] | undefined;
  intervalMs: number;
}) {
  return (
    <>
      {counters && <CountersRow counters={counters} intervalMs={intervalMs} />}
      {leaseFile && <LeaseFileRow counts={leaseFile} isBeneath={counters !== undefined} />}
    </>
  );
}

function FigureHead({ children }: { children: string }) {
  return (
    <th scope="col" className="w-16 pl-3 font-normal">
      {children}
    </th>
  );
}

function CountersRow({ counters, intervalMs }: { counters: Counters; intervalMs: number }) {
  const isOld = freshness(Date.parse(counters.observedAt), intervalMs, useNow()) === 'stale';
  return (
    <tr className={isOld ? 'text-faint' : ''}>
      <th scope="row" className="max-w-40 pr-3 text-left font-normal max-sm:max-w-24">
        <span className="block truncate" title={counters.server}>
          {counters.server}
        </span>
        <div className="w-24 sm:hidden">
          <PoolBar counters={counters} faded={isOld} />
        </div>
      </th>
      <td className="hidden sm:table-cell">
        <PoolBar counters={counters} faded={isOld} />
      </td>
      <td className="font-medium">{counters.usedLeases}</td>
      <td>{counters.backupLeases}</td>
      <td>{counters.freeLeases}</td>
      <td className="text-12 text-faint">
        <Age at={counters.observedAt} of={`Counted by ${counters.server} itself, asked over OMAPI`} short />
      </td>
    </tr>
  );
}
