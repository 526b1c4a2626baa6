'use client';

import Link from 'next/link';
import { useSentence } from '@/components/pair/aged.ts';
import { LinkLine } from '@/components/pair/link-line.tsx';
import { ServerMark } from '@/components/pair/server-mark.tsx';
import { STANDING_WORD, standingOf } from '@/components/pair/standing.ts';
import { Changed } from '@/components/status/changed.tsx';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Checked } from '@/components/time/checked.tsx';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { FindingCounts } from './finding-counts.tsx';
import { IncidentWord } from './incident-word.tsx';

/** One pair in one row: verdict, sentence, the two servers with their link, age. The whole row leads to the pair. */
export function PairRow({
  pair,
  incident,
}: {
  pair: PairDto;
  /** The one that is open; null where none is known to be. */
  incident: IncidentDto | null;
}) {
  const sentence = useSentence(pair);
  return (
    <li
      data-testid={`pair-row-${pair.name}`}
      data-verdict={pair.verdict}
      className="relative grid min-h-16 grid-cols-[16px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-4 py-3 hover:bg-sunken/60 md:grid-cols-[16px_84px_minmax(0,1fr)_auto_116px] md:items-center md:gap-x-4 md:py-2.5"
    >
      <span className="mt-0.5 md:mt-0">
        <VerdictMark verdict={pair.verdict} />
      </span>
      <p data-testid="verdict" className={`sr-only font-medium md:not-sr-only ${VERDICT_TEXT[pair.verdict]}`}>
        <Changed value={pair.verdict}>{pair.verdict}</Changed>
      </p>
      <div className="min-w-0">
        <h2 className="flex items-baseline gap-2 font-semibold">
          <Link
            href={`/pairs/${pair.name}`}
            prefetch={false}
            className="truncate after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink"
          >
            {pair.title ?? pair.name}
          </Link>
          <span aria-hidden="true" className={`font-medium text-13 md:hidden ${VERDICT_TEXT[pair.verdict]}`}>
            {pair.verdict}
          </span>
        </h2>
        <p data-testid="sentence" className="text-muted">
          {sentence}
        </p>
        <div className="flex flex-wrap gap-x-4">
          {incident && <IncidentWord incident={incident} />}
          <FindingCounts counts={pair.findingCounts} />
        </div>
      </div>
      <div className="col-start-2 flex items-center gap-4 md:contents">
        <Servers pair={pair} />
        <p className="text-13 text-faint md:text-right">
          <Checked pair={pair} />
        </p>
      </div>
    </li>
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
      <LinkLine status={pair.link.status} className="w-10 md:w-14" />
      {secondary && <ServerMark standing={standingOf(secondary)} />}
    </div>
  );
}

const describe = (server: ServerDto) =>
  `${server.name}: ${server.state ?? 'state never read'}, ${STANDING_WORD[standingOf(server)]}`;
