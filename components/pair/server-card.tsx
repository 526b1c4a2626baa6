'use client';

import type { ReactNode } from 'react';
import { Changed } from '@/components/status/changed.tsx';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Since } from '@/components/time/since.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { ServerMark } from './server-mark.tsx';
import { Sources } from './sources.tsx';
import { glossOf, hasWord, omapiOf, STANDING_WORD, standingOf } from './standing.ts';

/** One server: what it says of itself, what that means, and how well we hear it. */
export function ServerCard({
  pair,
  server,
  colour,
}: {
  pair: PairDto;
  server: ServerDto;
  /** Of this server in charts. */
  colour: string;
}) {
  const standing = standingOf(server);
  return (
    <article
      data-testid={`server-${server.name}`}
      data-standing={standing}
      aria-label={`${server.name}, ${server.role}`}
      className="flex flex-col rounded-md border border-line bg-surface"
    >
      <header className="relative flex flex-wrap items-center gap-x-2.5 border-line border-b px-4 py-2">
        <span aria-hidden="true" className={`absolute inset-y-2 left-0 w-[3px] rounded-r-[2px] ${colour}`} />
        <div className="flex min-w-0 items-center gap-2.5">
          <ServerMark standing={standing} />
          <h2 className="min-w-0 break-words font-semibold text-16">{server.name}</h2>
        </div>
        <p className="text-13 text-muted">{server.role}</p>
        <p className="ml-auto min-w-0 break-all font-mono text-12 text-faint">{server.host}</p>
      </header>
      <div className="grow space-y-2 px-4 py-2.5">
        <StateLine server={server} />
        <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-13">
          <Row term="answering">
            <Changed value={standing}>{STANDING_WORD[standing]}</Changed>
            {addsToGloss(server) && (
              <span className="block text-12 text-muted">{server.answeringReason}</span>
            )}
          </Row>
          <Row term="partner’s word">
            <PartnerWord server={server} link={pair.link} />
          </Row>
        </dl>
      </div>
      <Sources pair={pair.name} server={server} />
    </article>
  );
}

/** A reason that only repeats the gloss, which stands right above, says nothing. */
function addsToGloss({ state, answeringReason }: ServerDto): boolean {
  return state === null || !answeringReason.includes(glossOf(state));
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function StateLine({ server }: { server: ServerDto }) {
  const state = server.state;
  if (state === null) {
    return (
      <p data-testid={`server-state-${server.name}`} className="text-16 text-muted">
        never read yet
      </p>
    );
  }
  const isWord = hasWord(server);
  return (
    <div className={isWord ? '' : 'text-faint'}>
      {!isWord && <NoWord server={server} />}
      <p className="flex flex-wrap items-baseline gap-x-2">
        {!isWord && <span>last known:</span>}
        <span
          data-testid={`server-state-${server.name}`}
          className={`font-medium font-mono ${isWord ? 'text-16' : ''}`}
        >
          <Changed value={state}>{state}</Changed>
        </span>
        <StateSince server={server} isWord={isWord} />
      </p>
      {isWord && <p className="text-muted">{glossOf(state)}</p>}
    </div>
  );
}

/** Printed in place of a state that is only remembered. */
function NoWord({ server }: { server: ServerDto }) {
  const now = useNow();
  const { zone } = useZone();
  const lastSuccessAt = omapiOf(server)?.lastSuccessAt;
  if (!lastSuccessAt) return <p className="text-16 text-ink">no word from it yet</p>;
  return (
    <p className="text-16 text-ink">
      no word since {formatTime(Date.parse(lastSuccessAt), now, zone)} (
      <Age at={lastSuccessAt} of="Last answer over OMAPI" short />)
    </p>
  );
}

/** A state that is only remembered has not lasted until now, for all anybody knows. */
function StateSince({ server: { since }, isWord }: { server: ServerDto; isWord: boolean }) {
  const now = useNow();
  const { zone } = useZone();
  if (since === null) return null;
  if (isWord) {
    return (
      <span className="text-13 text-muted">
        <Since at={since} of="In this state, by Pairwatch’s clock" />
      </span>
    );
  }
  return <span className="text-13 text-muted">since {formatTime(Date.parse(since), now, zone)}</span>;
}

function PartnerWord({ server, link }: { server: ServerDto; link: PairDto['link'] }) {
  if (server.partnerState === null) return <span className="text-muted">not read yet</span>;
  return (
    <>
      <span className="font-mono">{server.partnerState}</span>
      {link.status !== 'up' && (
        <span className="block text-12 text-muted">the last it heard from it, which may be old</span>
      )}
    </>
  );
}
