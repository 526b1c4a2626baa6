'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { csvOf } from '@/components/charts/csv.ts';
import { saveCsv } from '@/components/charts/save-csv.ts';
import { useNow } from '@/components/time/now.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PoolOverviewDto, PoolSparksDto } from '@/lib/contracts/pool-overview.ts';
import { workedOutEveryMs } from '@/lib/contracts/truth.ts';
import { countOf } from '@/lib/pair/count.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { poolOverviewQuery, poolSparksQuery } from '@/lib/queries/pool-overview.ts';
import { Legend } from '../pair/pools/legend.tsx';
import { WorkedOut } from '../pair/worked-out.tsx';
import { columnLooks } from './pool-columns.tsx';
import { poolMatcher } from './pool-filter.ts';
import { PoolFilters } from './pool-filters.tsx';
import { type PoolRow, poolRows } from './pool-row.ts';
import { PoolTable, type Sparks } from './pool-table.tsx';
import { poolsCsv } from './pools-csv.ts';
import { sparkPeriod } from './spark-period.ts';
import { useTableSearch } from './use-table-search.ts';

/** Rows are judged anew this often while nothing new is read: what they say of time is coarser. */
const JUDGED_EVERY_MS = 5_000;

/** All pools of a pair in a table, the worst first. */
export function PoolsView({ pair, firstProblem }: { pair: string; firstProblem: ProblemDto | null }) {
  const query = useQuery(poolOverviewQuery(pair));
  return (
    <div>
      <title>{`Pools of ${pair} · Pairwatch`}</title>
      <Resource query={query} firstProblem={firstProblem} what={`the pools of ${pair}`}>
        {(overview) => <Pools pair={pair} overview={overview} />}
      </Resource>
    </div>
  );
}

function Pools({ pair, overview }: { pair: string; overview: PoolOverviewDto }) {
  const { pools, servers, workedOutAt, note } = overview;
  const now = useNow();
  const judgedAt = Math.floor(now / JUDGED_EVERY_MS) * JUDGED_EVERY_MS;
  const rows = useMemo(() => poolRows(pools, servers, judgedAt), [pools, servers, judgedAt]);
  const { search, setSearch } = useTableSearch();
  const { q, atRisk } = search;
  const shown = useMemo(() => {
    const isMeant = poolMatcher(q);
    return rows.filter((row) => isMeant(row) && (!atRisk || row.risk === 'at risk'));
  }, [rows, q, atRisk]);
  const sparks = useSparks(pair);
  const age = freshness(
    workedOutAt === null ? null : Date.parse(workedOutAt),
    workedOutEveryMs(pools.length),
    now,
  );
  const save = () => {
    const { columns, rows: cells } = poolsCsv(shown, servers);
    saveCsv(`pools-${pair}`, csvOf(columns, cells));
  };
  return (
    <>
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="font-semibold text-20">Pools</h1>
        {pools.length > 0 && <Legend />}
        <p className="basis-full text-13 text-muted" role="status">
          {countsOf(rows)}
          {shown.length < rows.length && ` ${shown.length} shown.`}
        </p>
      </header>
      {note && (
        <p className="mb-3 max-w-[110ch] break-words text-13 text-muted">
          <Prose text={note} />
        </p>
      )}
      {pools.length === 0 && !note && (
        <p className="text-muted">No pool was read from the servers’ dhcpd.conf yet.</p>
      )}
      {pools.length > 0 && (
        <>
          <PoolFilters
            search={search}
            onSearch={setSearch}
            looks={columnLooks(servers)}
            atRisk={rows.filter(({ risk }) => risk === 'at risk').length}
            onSave={save}
          />
          <div className="mb-1 flex flex-wrap justify-between gap-x-6 text-12 text-faint">
            <p>How long one alone lasts is a forecast.</p>
            {workedOutAt === null ? (
              <p>
                Balance and forecasts are not worked out yet: they come from the first readings of both
                servers.
              </p>
            ) : (
              <WorkedOut at={workedOutAt} age={age} />
            )}
          </div>
          <div className="rounded-md border border-line bg-surface">
            <PoolTable
              pair={pair}
              rows={shown}
              servers={servers}
              sort={search.sort}
              onSort={(sort) => setSearch({ sort })}
              sparks={sparks}
              isTruthOld={age === 'stale'}
            />
            {shown.length === 0 && (
              <p className="flex flex-wrap items-center gap-3 px-3 py-4 text-muted">
                No pool of this pair is meant by that.
                <Button onClick={() => setSearch({ q: '', atRisk: false })}>Show all {rows.length}</Button>
              </p>
            )}
          </div>
        </>
      )}
    </>
  );
}

/** "40 pools. 3 at risk; of 2 it is not known." */
function countsOf(rows: readonly PoolRow[]): string {
  const count = (risk: PoolRow['risk']) => rows.filter((row) => row.risk === risk).length;
  const unknown = count('unknown');
  const notKnown = unknown === 0 ? '' : `; of ${unknown} it is not known`;
  return `${countOf(rows.length, 'pool')}. ${count('at risk')} at risk${notKnown}.`;
}

function useSparks(pair: string): Sparks | undefined {
  const { data } = useQuery(poolSparksQuery(pair));
  return useMemo(() => data && sparksOf(data), [data]);
}

function sparksOf({ pools, from, to }: PoolSparksDto): Sparks {
  return {
    byPool: new Map(pools.map(({ id, used }) => [id, used])),
    period: sparkPeriod(Date.parse(to) - Date.parse(from)),
  };
}
