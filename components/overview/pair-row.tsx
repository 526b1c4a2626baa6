'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { memo } from 'react';
import { useSentence } from '@/components/pair/aged.ts';
import { pairHref } from '@/components/pair/href.ts';
import { LinkLine } from '@/components/pair/link-line.tsx';
import { ServerMark } from '@/components/pair/server-mark.tsx';
import { STANDING_WORD, standingOf } from '@/components/pair/standing.ts';
import { Changed } from '@/components/status/changed.tsx';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Checked } from '@/components/time/checked.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairOverviewDto } from '@/lib/contracts/overview.ts';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { FindingCounts } from './finding-counts.tsx';
import { IncidentWord } from './incident-word.tsx';
import { RecordStrip } from './record-strip.tsx';
import { SkewCell } from './skew-cell.tsx';
import { WorstPool } from './worst-pool.tsx';

/** The columns of a row from a wide window on. */
export const COLUMNS = 'lg:grid-cols-[16px_minmax(0,1fr)_88px_96px_104px_minmax(96px,180px)_124px]';

/**
 * One pair in one row of 64 pixels, a little more where its sentence needs two lines, on a phone a card. The whole of it leads
 * to the pair. Drawn anew only with news of it: the list around it is drawn each second.
 */
export const PairRow = memo(function PairRow({
  pair,
  more,
}: {
  pair: PairDto;
  /** Null while it is not read. */
  more: PairOverviewDto | null;
}) {
  return (
    <li
      data-testid={`pair-row-${pair.name}`}
      data-verdict={pair.verdict}
      className={`relative grid min-h-[64px] grid-cols-[16px_minmax(0,1fr)] items-start gap-x-3 gap-y-2 px-4 py-2.5 hover:bg-sunken/60 lg:items-center lg:gap-x-5 lg:py-1.5 ${COLUMNS}`}
    >
      <span className="mt-0.5 lg:mt-0">
        <VerdictMark verdict={pair.verdict} />
      </span>
      <Named pair={pair} incident={more?.incident ?? null} />
      <div className="col-start-2 grid grid-cols-2 items-center gap-x-6 gap-y-2 sm:grid-cols-4 lg:contents">
        <Servers pair={pair} />
        <SkewCell pair={pair} />
        {more ? (
          <>
            <WorstPool pool={more.worstPool} servers={pair.servers} />
            <RecordStrip record={more.redundancy} />
          </>
        ) : (
          <span className="text-12 text-muted lg:col-span-2">reading…</span>
        )}
      </div>
      <p className="col-start-2 text-12 text-muted lg:col-start-auto lg:text-right">
        <Checked pair={pair} />
      </p>
    </li>
  );
});

function Named({ pair, incident }: { pair: PairDto; incident: PairOverviewDto['incident'] }) {
  const sentence = useSentence(pair);
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-2.5 lg:flex-nowrap">
        <h2 className="min-w-0 truncate font-semibold">
          <Link
            href={pairHref(pair.name) as Route} // the pair's name is in it
            prefetch={false}
            className="inline-block leading-[24px] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink"
          >
            {pair.title ?? pair.name}
          </Link>
        </h2>
        <span data-testid="verdict" className={`font-medium text-13 ${VERDICT_TEXT[pair.verdict]}`}>
          <Changed value={pair.verdict}>{pair.verdict}</Changed>
        </span>
        {incident && <IncidentWord incident={incident} />}
        <FindingCounts counts={pair.findingCounts} />
      </div>
      <div data-testid="sentence" className="min-w-0 text-muted lg:leading-[20px]">
        <Hint text={sentence} className="block w-full lg:line-clamp-2">
          {sentence}
        </Hint>
      </div>
    </div>
  );
}

function Servers({ pair }: { pair: PairDto }) {
  const [primary, secondary] = pair.servers;
  return (
    <div
      role="img"
      aria-label={`${pair.servers.map(describe).join('; ')}. ${pair.link.text}`}
      title={`${pair.servers.map(describe).join('\n')}\n${pair.link.text}`}
      className="relative z-10 flex items-center gap-1.5"
    >
      {primary && <ServerMark standing={standingOf(primary)} />}
      <LinkLine status={pair.link.status} className="w-12" />
      {secondary && <ServerMark standing={standingOf(secondary)} />}
    </div>
  );
}

const describe = (server: ServerDto) =>
  `${server.name}: ${server.state ?? 'state never read'}, ${STANDING_WORD[standingOf(server)]}`;
