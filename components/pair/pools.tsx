'use client';

import { useQuery } from '@tanstack/react-query';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import { LeaseFileRow } from './lease-file-row.tsx';
import { PoolBar } from './pool-bar.tsx';
import { shortageOf } from './shortage.ts';

/** How often counters are due where the server's own interval is not told (lib/settings reads them this often). */
const DEFAULT_POOLS_INTERVAL_MS = 10_000;

type Counters = PoolDto['counters'][number];

/** The pools of a pair, each with both servers' own figures side by side. */
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
            {pools.length > 0 && (
              <ul className="divide-y divide-line rounded-md border border-line bg-surface">
                {pools.map((pool) => (
                  <Pool key={pool.key} pool={pool} servers={pair.servers} />
                ))}
              </ul>
            )}
            {pools.length === 0 && !note && (
              <p className="text-13 text-muted">No pool was read from the servers’ dhcpd.conf yet.</p>
            )}
          </>
        )}
      </Resource>
    </section>
  );
}

function Legend() {
  return (
    <ul aria-label="Legend" className="flex gap-4 text-12 text-muted">
      <li className="flex items-center gap-1.5">
        <span className="h-2.5 w-3.5 rounded-[2px] bg-muted" /> used
      </li>
      <li className="flex items-center gap-1.5" title="Held for the secondary: only it may give these out">
        <span className="hatched h-2.5 w-3.5 rounded-[2px] border border-strong-line" /> backup, the
        secondary’s
      </li>
      <li className="flex items-center gap-1.5" title="Held for the primary: only it may give these out">
        <span className="h-2.5 w-3.5 rounded-[2px] border border-strong-line" /> free, the primary’s
      </li>
    </ul>
  );
}

function Pool({ pool, servers }: { pool: PoolDto; servers: readonly ServerDto[] }) {
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
        <Shortage pool={pool} servers={servers} />
      </div>
      {pool.counters.length + pool.leaseFile.length === 0 ? (
        <p className="text-13 text-muted">no counters read yet</p>
      ) : (
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
      )}
    </li>
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

function poolsIntervalMs(servers: readonly ServerDto[], name: string): number {
  const source = servers.find((server) => server.name === name)?.sources.find(({ kind }) => kind === 'pools');
  return source?.intervalMs ?? DEFAULT_POOLS_INTERVAL_MS;
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
