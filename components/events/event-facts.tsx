'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatExact } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { ConfigDiff } from './config-diff.tsx';
import { CopyLink } from './copy-link.tsx';
import { correctionWords } from './correction.ts';
import { EventEvidence } from './event-evidence.tsx';
import { eventHref, eventsHref } from './filter.ts';

/** All that is known of one event: what, when by which clock, and what it rests on. */
export function EventFacts({
  event,
  isPage = false,
}: {
  event: EventDto /** On its own page. */;
  isPage?: boolean;
}) {
  return (
    <>
      <p className="wrap-anywhere max-w-[72ch] whitespace-pre-line text-16">
        <Prose text={event.sentence} />
      </p>
      <Facts event={event} />
      <section aria-label="Evidence" className="space-y-2">
        <h3 className="font-semibold text-14">Evidence</h3>
        {event.kind === 'config' ? (
          event.evidence.map(({ text }) => <ConfigDiff key={text} diff={text} isOpen />)
        ) : (
          <EventEvidence event={event} />
        )}
      </section>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-13 print:hidden">
        <CopyLink path={eventHref(event.id)} />
        {!isPage && <TextLink href={eventHref(event.id)}>Page of event {event.id}</TextLink>}
        <TextLink href={around(event)}>Events around it</TextLink>
      </div>
    </>
  );
}

const AROUND_MS = 30 * 60_000;

/** Half an hour before and after it, of its pair. */
function around({ pair, sortAt }: EventDto) {
  const at = Date.parse(sortAt);
  const iso = (ms: number) => new Date(ms).toISOString();
  return eventsHref({ ...(pair !== null && { pair }), from: iso(at - AROUND_MS), to: iso(at + AROUND_MS) });
}

function Facts({ event }: { event: EventDto }) {
  const { zone } = useZone();
  const exact = (iso: string) => <span className="tabular-nums">{formatExact(Date.parse(iso), zone)}</span>;
  const { pair, server, kind, at, clock, sortAt, observedAt, from, to, count, lastAt, actor, incidentId } =
    event;
  const correction = correctionWords(event);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-13">
      <Fact name="Kind">{kind}</Fact>
      <Fact name="About">
        {pair === null ? (
          'Pairwatch itself'
        ) : (
          <TextLink href={`/pairs/${encodeURIComponent(pair)}`}>{pair}</TextLink>
        )}
        {server !== null && ` · ${server}`}
      </Fact>
      {from !== null && (
        <Fact name="Change">
          <span className="font-mono">
            {from} → {to}
          </span>
        </Fact>
      )}
      <Fact name="Happened">{exact(sortAt)}, by Pairwatch’s clock</Fact>
      <Fact name="Seen">{exact(observedAt)}, by Pairwatch’s clock</Fact>
      {clock === 'server' && (
        <Fact name="Stamp">
          {exact(at)}, by {server ?? 'the server'}’s own clock
        </Fact>
      )}
      {correction !== null && <Fact name="Correction">{correction}</Fact>}
      {lastAt !== null && (
        <Fact name="Told">
          {count} times, last {exact(lastAt)}
        </Fact>
      )}
      {actor !== null && <Fact name="By">{actor}</Fact>}
      {incidentId !== null && (
        <Fact name="Belongs to">
          <TextLink href={`/incidents/${incidentId}`}>Incident {incidentId}</TextLink>
        </Fact>
      )}
      {event.backfilled && <Fact name="From">the server’s lease file: before Pairwatch watched it</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </>
  );
}

function TextLink<T extends string>({ href, children }: { href: Route<T>; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
    >
      {children}
    </Link>
  );
}
