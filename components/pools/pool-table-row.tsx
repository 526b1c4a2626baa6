'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { memo } from 'react';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PoolOverviewDto } from '@/lib/contracts/pool-overview.ts';
import { pairHref } from '../pair/href.ts';
import { LevelWord } from '../pair/level-mark.tsx';
import { BALANCE_LOOK } from '../pair/pools/balance-words.ts';
import { endWords } from '../pair/pools/survivor-words.ts';
import { endShort } from './end-short.ts';
import { figuresWords, rangesWords, usedWords } from './figures-words.ts';
import type { ColumnLook } from './pool-columns.tsx';
import { isStale, type PoolRow } from './pool-row.ts';
import { Spark } from './spark.tsx';
import { UseBar } from './use-bar.tsx';

type RowProps = {
  row: PoolRow;
  pair: string;
  servers: PoolOverviewDto['servers'];
  looks: readonly ColumnLook[];
  spark: { used: readonly (number | null)[]; period: string } | undefined;
  /** What was worked out of the pool is too old to be relied on. */
  isTruthOld: boolean;
};

/** The cells of one pool, one for each column. */
export const PoolCells = memo(function PoolCells({ looks, ...props }: RowProps) {
  return looks.map(({ id, look }) =>
    id === 'pool' ? (
      <th key={id} scope="row" className={`px-2 py-1.5 font-normal first:pl-3 ${look}`}>
        <PoolCell {...props} />
      </th>
    ) : (
      <td key={id} className={`px-2 py-1.5 last:pr-3 ${look}`}>
        <Cell id={id} {...props} />
      </td>
    ),
  );
});

type CellProps = Omit<RowProps, 'looks'>;

function PoolCell({ row, pair }: CellProps) {
  return (
    <>
      <Link
        href={pairHref(pair, `/pools/${row.id}`) as Route} // the pair's name is in it
        prefetch={false}
        data-pool={row.id}
        className="font-medium font-mono text-13 after:absolute after:inset-0 hover:underline"
      >
        {rangesWords(row)}
      </Link>
      <p className="truncate text-12 text-muted lg:hidden">
        {row.sharedNetwork}
        {row.peer === null && ' · not in failover'}
      </p>
    </>
  );
}

function Cell({ id, row, servers, spark, isTruthOld }: CellProps & { id: ColumnLook['id'] }) {
  switch (id) {
    case 'network':
      return (
        <>
          <span className="block truncate">{row.sharedNetwork}</span>
          {row.peer === null && <span className="block text-12 text-muted">not in failover</span>}
        </>
      );
    case 'size':
      return row.addressCount;
    case 'bar':
      return <BarCell row={row} />;
    case 'used':
      return <UsedCell row={row} />;
    case 'primary':
    case 'secondary':
      return <OwnCell row={row} role={id} server={servers.find(({ role }) => role === id)?.name} />;
    case 'balance':
      return row.peer === null ? (
        <span className="text-faint">–</span>
      ) : (
        <span className={isTruthOld ? 'grayscale' : ''}>
          <LevelWord {...BALANCE_LOOK[row.balance ?? 'unknown']} />
        </span>
      );
    case 'until':
      return <UntilCell row={row} servers={servers} isTruthOld={isTruthOld} />;
    case 'spark':
      return <Spark used={spark?.used} size={row.addressCount} period={spark?.period ?? ''} />;
    case 'age':
      return row.main ? (
        <span className="text-12 text-faint">
          <Age at={row.main.observedAt} of={`Read from ${row.main.server}`} short />
        </span>
      ) : (
        <span className="text-faint">never</span>
      );
    default:
      return null;
  }
}

function BarCell({ row }: { row: PoolRow }) {
  const now = useNow();
  if (!row.main) return <span className="text-12 text-faint">no figures yet</span>;
  return (
    <>
      <UseBar figures={row.main} isFaded={isStale(row.main, now)} />
      <span className="mt-0.5 block sm:hidden">
        <UsedCell row={row} />
      </span>
    </>
  );
}

/** With both servers' figures behind it; marked where they are apart. */
function UsedCell({ row }: { row: PoolRow }) {
  const now = useNow();
  const isOld = row.main !== null && isStale(row.main, now);
  const differing = row.isDiffering ? 'The two servers’ figures differ.\n' : '';
  return (
    <Hint text={`${differing}${figuresWords(row.figures, now)}`} className="min-h-[24px]">
      <span className={`whitespace-nowrap tabular-nums ${isOld ? 'text-faint' : 'font-medium'}`}>
        {row.isDiffering && (
          <span className="mr-1 text-degraded">
            <span aria-hidden="true">≠</span>
            <span className="sr-only">differs: </span>
          </span>
        )}
        {usedWords(row)}
      </span>
    </Hint>
  );
}

function OwnCell({
  row,
  role,
  server,
}: {
  row: PoolRow;
  role: 'primary' | 'secondary';
  server: string | undefined;
}) {
  const now = useNow();
  const count = row.ownFree[role];
  const figures = row.figures.find((each) => each.server === server);
  if (count === null || !figures) return <span className="text-faint">unknown</span>;
  const look = isStale(figures, now) ? 'text-faint' : role === 'primary' ? 'text-server-a' : 'text-server-b';
  return (
    <span className={`font-medium ${look}`} title={isStale(figures, now) ? 'An old figure' : undefined}>
      {count}
    </span>
  );
}

function UntilCell({ row, servers, isTruthOld }: Pick<CellProps, 'row' | 'servers' | 'isTruthOld'>) {
  const now = useNow();
  const { zone } = useZone();
  if (row.peer === null) return <span className="text-12 text-faint">not in failover</span>;
  if (row.soonest === null || row.ends === null)
    return <span className="text-faint">not worked out yet</span>;
  const { level, word } = endShort(row.soonest.end, now);
  const name = servers.find(({ role }) => role === row.soonest?.role)?.name;
  const both = servers.map(
    (server) => `${server.name} alone: ${row.ends ? endWords(row.ends[server.role], now, zone) : ''}`,
  );
  const isKnown = row.soonest.end.kind === 'until' || row.soonest.end.kind === 'empty';
  return (
    <Hint text={both.join('\n')} className="min-h-[24px]">
      <span className={isTruthOld ? 'text-faint grayscale' : ''}>
        {level === null ? word : <LevelWord level={level} word={word} />}
        {isKnown && <span className="block text-12 text-muted">{name}</span>}
      </span>
    </Hint>
  );
}
