'use client';

import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { balanceReason } from '../pair/pools/balance-words.ts';
import { leaseFileWords } from '../pair/pools/lease-file-words.ts';
import { Legend } from '../pair/pools/legend.tsx';
import { rateWords, takeoverWords } from '../pair/pools/survivor-words.ts';
import { differenceWords } from './difference-words.ts';
import { UseBar } from './use-bar.tsx';

/** What each server holds this pool to be, side by side, and why the two may differ. */
export function PoolSides({ detail }: { detail: PoolDetailDto }) {
  const { pool, servers } = detail;
  const differences = differenceWords(pool);
  return (
    <section aria-labelledby="sides">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="sides" className="font-semibold text-16">
          What each server counts
        </h2>
        <Legend />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        {servers.map((server) => (
          <Side key={server.name} server={server} detail={detail} />
        ))}
      </div>
      {differences.length > 0 && (
        <ul className="mt-3 max-w-[110ch] list-disc space-y-1 pl-5 text-13" data-testid="differences">
          {differences.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Server = PoolDetailDto['servers'][number];

function Side({ server, detail }: { server: Server; detail: PoolDetailDto }) {
  const { pool } = detail;
  const now = useNow();
  const { zone } = useZone();
  const counters = pool.counters.find((each) => each.server === server.name);
  const file = pool.leaseFile.find((each) => each.server === server.name);
  const forecast = detail.forecast?.[server.role];
  const letter = server.role === 'primary' ? 'A' : 'B';
  const figures = [
    forecast && rateWords(forecast),
    forecast && takeoverWords(forecast, now, zone),
    balanceLine(detail, server.role),
  ].filter((each) => typeof each === 'string');
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface p-4" data-testid={`side-${server.name}`}>
      <h3 className="mb-2 flex items-baseline gap-2 font-medium">
        <span className={letter === 'A' ? 'text-server-a' : 'text-server-b'}>{letter}</span>
        {server.name}
        <span className="font-normal text-13 text-muted">{server.role}</span>
      </h3>
      <table className="w-full text-right text-13">
        <thead className="text-12 text-faint">
          <tr>
            <th scope="col" className="text-left font-normal">
              <span className="sr-only">counted by</span>
            </th>
            {['used', 'backup', 'free', 'age'].map((head) => (
              <th key={head} scope="col" className="w-[15%] font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counters ? (
            <FigureRow
              name="its counters"
              used={counters.usedLeases}
              backup={counters.backupLeases}
              free={counters.freeLeases}
              at={counters.observedAt}
              of={`Counted by dhcpd on ${server.name}, asked over OMAPI`}
              intervalMs={server.intervalMs.omapi}
            />
          ) : (
            <NotRead name="its counters" />
          )}
          {file ? (
            <FigureRow
              name="its lease file"
              used={file.size - file.free - file.backup}
              backup={file.backup}
              free={file.free}
              at={file.observedAt}
              of={`Counted in the lease file of ${server.name}`}
              intervalMs={server.intervalMs.leases}
            />
          ) : (
            <NotRead name="its lease file" />
          )}
        </tbody>
      </table>
      {counters && (
        <div className="mt-2">
          <UseBar figures={figuresOf(counters, server)} isFaded={counters.freshness === 'stale'} />
        </div>
      )}
      {file && <p className="mt-2 text-12 text-muted">In its lease file: {leaseFileWords(file)}.</p>}
      {figures.length > 0 && <p className="wrap-anywhere mt-1 text-12 text-muted">{figures.join(' · ')}</p>}
    </div>
  );
}

function figuresOf(counters: PoolDto['counters'][number], { intervalMs }: Server) {
  const { server, observedAt, leaseCount: size, usedLeases: used, backupLeases, freeLeases } = counters;
  const counted = { size, used, backup: backupLeases, free: freeLeases };
  return { server, observedAt, source: 'omapi' as const, intervalMs: intervalMs.omapi ?? 0, ...counted };
}

function balanceLine({ balance }: PoolDetailDto, role: Server['role']): string | null {
  const side = balance?.[role];
  if (!side) return null;
  const both = { primary: null, secondary: null };
  return balanceReason({ ...both, [role]: side });
}

function FigureRow({
  name,
  used,
  backup,
  free,
  at,
  of,
  intervalMs,
}: {
  name: string;
  used: number;
  backup: number;
  free: number;
  at: string;
  of: string;
  intervalMs: number | null;
}) {
  const now = useNow();
  const isOld = intervalMs !== null && freshness(Date.parse(at), intervalMs, now) === 'stale';
  return (
    <tr className={`h-6 ${isOld ? 'text-faint' : ''}`}>
      <th scope="row" className="text-left font-normal">
        {name}
      </th>
      <td className="font-medium">{used}</td>
      <td>{backup}</td>
      <td>{free}</td>
      <td className="text-12 text-faint">
        <Age at={at} of={of} short className="inline-flex min-h-[24px] items-center" />
      </td>
    </tr>
  );
}

function NotRead({ name }: { name: string }) {
  return (
    <tr className="text-muted">
      <th scope="row" className="text-left font-normal">
        {name}
      </th>
      <td colSpan={4}>not read</td>
    </tr>
  );
}
