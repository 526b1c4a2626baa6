'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Age } from '@/components/time/age.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { answeringQuery } from '@/lib/queries/evidence.ts';
import { skewText } from './clocks/skew-text.ts';
import { LinkLine } from './link-line.tsx';
import { ServerCard } from './server-card.tsx';
import { hasWord } from './standing.ts';

/** Both servers, and between them the connection that makes them a pair. */
export function Servers({ pair }: { pair: PairDto }) {
  const [primary, secondary] = pair.servers;
  return (
    <section aria-label="Servers" className="grid gap-y-2 lg:grid-cols-[minmax(0,1fr)_216px_minmax(0,1fr)]">
      {primary && <ServerCard pair={pair} server={primary} colour="bg-server-a" />}
      <Between pair={pair} />
      {secondary && <ServerCard pair={pair} server={secondary} colour="bg-server-b" />}
    </section>
  );
}

function Between({ pair }: { pair: PairDto }) {
  return (
    <div className="flex flex-col gap-1 px-1 lg:px-0 lg:pt-3 lg:text-center">
      <p className="text-12 text-muted">
        failover{pair.peer && ` “${pair.peer}”`} <Ports pair={pair.name} />
      </p>
      <LinkLine status={pair.link.status} className="w-full" />
      <p data-testid="link" data-status={pair.link.status} className="text-12 text-muted lg:px-3">
        {pair.link.text}
      </p>
      <dl className="flex flex-wrap gap-x-4 text-12 lg:grid lg:auto-rows-[minmax(24px,auto)] lg:grid-cols-[1fr_auto] lg:gap-x-2 lg:px-3 lg:text-left">
        <Figure term="MCLT">
          <Mclt servers={pair.servers} />
        </Figure>
        <Figure term="backlog">
          <Backlog servers={pair.servers} />
        </Figure>
        <Figure term="clocks">
          <Skew skew={pair.skew} servers={pair.servers} />
        </Figure>
      </dl>
    </div>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[24px] gap-x-1.5 lg:contents">
      <dt className="text-muted">{term}</dt>
      <dd className="tabular-nums lg:text-right">{children}</dd>
    </div>
  );
}

/** The port each server listens on for its partner; one figure where both are the same. */
function Ports({ pair }: { pair: string }) {
  const { data } = useQuery(answeringQuery(pair));
  const known = data?.ports.flatMap(({ server, local }) => (local === null ? [] : [{ server, local }])) ?? [];
  if (known.length === 0) return null;
  const ports = [...new Set(known.map(({ local }) => local))];
  const text = known.map(({ server, local }) => `${server}: local-port ${local}`).join('\n');
  return <Hint text={`Told over OMAPI\n${text}`}>port {ports.join(' / ')}</Hint>;
}

function Mclt({ servers }: { servers: readonly ServerDto[] }) {
  const told = servers.filter(({ mcltSeconds }) => mcltSeconds !== null && mcltSeconds > 0);
  const [first] = told;
  if (!first?.mcltSeconds) return <NotKnown why="No server told it over OMAPI yet" />;
  return (
    <Hint
      text={`Maximum client lead time, told by ${told.map(({ name }) => name).join(' and ')} over OMAPI: ${first.mcltSeconds} s.\nSo far may one server extend a lease beyond what its partner knows.`}
    >
      {formatDuration(first.mcltSeconds * 1000)}
    </Hint>
  );
}

/** Updates each server's partner has not acknowledged; a question mark of one that gives no word. */
function Backlog({ servers }: { servers: readonly ServerDto[] }) {
  const figures = servers.map((server) => (hasWord(server) ? server.unackedUpdates : null));
  const text = servers.map(({ name }, index) => `${name}: ${figures[index] ?? 'not known now'}`).join('\n');
  return (
    <Hint
      text={`Updates on the way that the partner has not acknowledged (cur-unacked-updates over OMAPI)\n${text}`}
    >
      {figures.map((figure) => figure ?? '?').join(' / ')}
    </Hint>
  );
}

function Skew({ skew, servers }: { skew: PairDto['skew']; servers: readonly ServerDto[] }) {
  if (skew === null) return <NotKnown why="No way to compare the two clocks is fresh" />;
  return (
    <>
      <span className="sr-only">{skewText(skew, servers)}</span>
      <span aria-hidden="true">{skewText(skew, servers).replace(/^clocks? (of )?/, '')}</span>,{' '}
      <Age
        at={skew.measuredAt}
        of={`Secondary’s clock minus primary’s, by ${METHOD_WORDS[skew.method]}`}
        short
      />
    </>
  );
}

function NotKnown({ why }: { why: string }) {
  return (
    <Hint text={why} className="text-muted">
      not known
    </Hint>
  );
}
