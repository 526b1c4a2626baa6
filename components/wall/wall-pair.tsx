'use client';

import type { ReactNode } from 'react';
import { useSentence } from '@/components/pair/aged.ts';
import { skewText } from '@/components/pair/clocks/skew-text.ts';
import { LinkLine } from '@/components/pair/link-line.tsx';
import { ServerMark } from '@/components/pair/server-mark.tsx';
import { hasWord, STANDING_WORD, standingOf } from '@/components/pair/standing.ts';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import { OVERVIEW_DAYS, type PairOverviewDto, type WorstPoolDto } from '@/lib/contracts/overview.ts';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { twoAnsweredShare } from './redundancy-share.ts';

/** One pair to be read from across the room: verdict first, then the two servers, then what may become the next verdict. */
export function WallPair({
  pair,
  more,
  isOld,
}: {
  pair: PairDto;
  /** Null while that was not read. */
  more: PairOverviewDto | null;
  /** No news arrive: that is said where the figures are. */
  isOld: boolean;
}) {
  const sentence = useSentence(pair);
  const [primary, secondary] = pair.servers;
  return (
    <section
      aria-label={pair.title ?? pair.name}
      className="flex grow flex-col gap-[1.2em] px-[2em] py-[1em] sm:justify-evenly"
    >
      <div className="flex items-center gap-[2.5em]">
        <span className="[&_svg]:size-[15em]">
          <VerdictMark verdict={pair.verdict} />
        </span>
        <div className="min-w-0">
          <h2 className="truncate font-medium text-[3em] text-muted">{pair.title ?? pair.name}</h2>
          <p
            data-testid="wall-verdict"
            className={`font-semibold text-[6em] leading-none sm:text-[9em] tracking-tight ${VERDICT_TEXT[pair.verdict]}`}
          >
            {pair.verdict}
          </p>
        </div>
      </div>
      {/* Room for three lines (on a phone, six) and the incident: what stands beneath stays where the eye looks for it. */}
      <div className="min-h-[25em] space-y-[0.6em] sm:min-h-[14em]">
        <p data-testid="wall-sentence" className="max-w-[34em] text-pretty text-[2.8em] leading-[1.25]">
          {sentence}
        </p>
        {more?.incident && <Incident incident={more.incident} />}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_10em_minmax(0,1fr)] items-center gap-[1em]">
        {primary && <Server server={primary} />}
        <div
          role="img"
          aria-label={pair.link.text}
          className="grid [&_line]:[stroke-width:0.2em] [&_path]:[stroke-width:0.2em] [&>svg]:w-full"
        >
          <LinkLine status={pair.link.status} />
        </div>
        {secondary && <Server server={secondary} />}
      </div>
      <div className={isOld ? 'invisible' : ''}>
        <Figures pair={pair} more={more} />
      </div>
    </section>
  );
}

function Figures({ pair, more }: { pair: PairDto; more: PairOverviewDto | null }) {
  return (
    <dl className="grid grid-cols-1 gap-x-[2em] gap-y-[1em] sm:grid-cols-3">
      <Figure term="Fullest pool">
        <Pool pool={more?.worstPool ?? null} isRead={more !== null} />
      </Figure>
      <Figure term="Clocks">{pair.skew ? <Skew pair={pair} /> : <NotKnown word="not measured" />}</Figure>
      <Figure term={`Two answered, last ${more?.redundancy.days.length ?? OVERVIEW_DAYS} days`}>
        {more ? <Redundancy redundancy={more.redundancy} /> : <NotKnown word="not read yet" />}
      </Figure>
    </dl>
  );
}

/** Whether somebody looks after it is what whoever looks up from the desk wants to know. */
function Incident({
  incident: { id, acknowledgedBy },
}: {
  incident: NonNullable<PairOverviewDto['incident']>;
}) {
  return (
    <p className="text-[1.9em] text-muted">
      Incident {id}:{' '}
      {acknowledgedBy === null ? (
        <span className="font-semibold text-ink">nobody has acknowledged it yet</span>
      ) : (
        `acknowledged by ${acknowledgedBy}`
      )}
    </p>
  );
}

function Server({ server }: { server: ServerDto }) {
  const standing = standingOf(server);
  return (
    <div className="flex min-w-0 items-center gap-[1.2em] rounded-md border border-line bg-surface px-[1.4em] py-[1em]">
      <span className="shrink-0 [&_svg]:size-[4em]">
        <ServerMark standing={standing} />
      </span>
      <div className="min-w-0">
        <p className="truncate font-semibold text-[2em]">
          {server.name} <span className="font-normal text-[0.7em] text-muted">{server.role}</span>
        </p>
        <p className={`truncate font-mono text-[1.6em] ${hasWord(server) ? '' : 'text-faint'}`}>
          {hasWord(server)
            ? server.state
            : server.state === null
              ? 'never read'
              : `last known: ${server.state}`}
        </p>
        <p className="truncate text-[1.5em] text-muted">{STANDING_WORD[standing]}</p>
      </div>
    </div>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[1.4em] text-faint">{term}</dt>
      <dd className="text-[1.9em] tabular-nums">{children}</dd>
    </div>
  );
}

const NotKnown = ({ word }: { word: string }) => <span className="text-muted">{word}</span>;

function Pool({ pool, isRead }: { pool: WorstPoolDto | null; isRead: boolean }) {
  if (!isRead) return <NotKnown word="not read yet" />;
  if (pool === null) return <NotKnown word="not counted" />;
  const { title, usedLeases, leaseCount, backupLeases, freshness } = pool;
  const percent = leaseCount === 0 ? 0 : Math.round((100 * usedLeases) / leaseCount);
  const share = (count: number) => `${leaseCount === 0 ? 0 : (100 * count) / leaseCount}%`;
  const isOld = freshness === 'stale' || freshness === 'never';
  return (
    <div className={isOld ? 'text-faint' : ''}>
      <p className="truncate">
        {percent} % used <span className="text-muted">{title}</span>
        {isOld && ' (old)'}
      </p>
      <div
        aria-hidden="true"
        className="mt-[0.3em] flex h-[0.7em] overflow-hidden rounded-[2px] border border-strong-line"
      >
        <span className="bg-muted" style={{ width: share(usedLeases) }} />
        <span className="hatched text-muted" style={{ width: share(backupLeases) }} />
      </div>
    </div>
  );
}

function Skew({ pair }: { pair: PairDto }) {
  const now = useNow();
  if (!pair.skew) return null;
  return (
    <>
      {skewText(pair.skew, pair.servers)}
      <span className="text-muted">, {formatDuration(now - Date.parse(pair.skew.measuredAt))} ago</span>
    </>
  );
}

/** Each day a column: green as long as two answered, amber one, red none; hatched what nobody saw. */
function Redundancy({ redundancy: { days } }: { redundancy: PairOverviewDto['redundancy'] }) {
  const share = twoAnsweredShare(days);
  return (
    <>
      <p>{share === null ? <NotKnown word="nobody saw it" /> : `${share} of the time seen`}</p>
      <div aria-hidden="true" className="mt-[0.3em] flex h-[0.8em] w-full gap-px">
        {days.map((day, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
          <Day key={index} day={day} />
        ))}
      </div>
    </>
  );
}

function Day({ day: [two, one, none, unseen] }: { day: PairOverviewDto['redundancy']['days'][number] }) {
  return (
    <span className="flex min-w-0 grow basis-0 flex-col-reverse">
      <span className="bg-healthy" style={{ flexGrow: two }} />
      <span className="bg-degraded" style={{ flexGrow: one, minHeight: one > 0 ? '15%' : 0 }} />
      <span className="bg-down" style={{ flexGrow: none, minHeight: none > 0 ? '15%' : 0 }} />
      <span className="bg-line" style={{ flexGrow: unseen }} />
    </span>
  );
}
