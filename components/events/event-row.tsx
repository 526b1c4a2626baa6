'use client';

import Link from 'next/link';
import { EvidenceList } from '@/components/pair/evidence-list.tsx';
import { glossOf } from '@/components/pair/standing.ts';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { formatExact, formatSeconds } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { verdictSchema } from '@/lib/contracts/verdict.ts';
import { ConfigDiff } from './config-diff.tsx';
import { EventMark } from './event-mark.tsx';
import { eventHref } from './filter.ts';

/** One event: when, to whom, what, and the way to what it rests on. */
export function EventRow({
  event,
  lanes,
  incident,
  isMarked,
  open,
}: {
  event: EventDto;
  lanes: readonly string[];
  /** The one whose page this is. */
  incident: number | null;
  /** Whether the page is about it. */
  isMarked: boolean;
  /** Shows what an event rests on. */
  open(id: number): void;
}) {
  const hasLanes = lanes.length > 0;
  return (
    <li
      id={`event-${event.id}`}
      tabIndex={-1}
      aria-current={isMarked ? 'true' : undefined}
      data-row={event.id}
      data-testid={event.kind === 'state' ? 'transition' : 'event'}
      data-kind={event.kind}
      data-from={event.from ?? undefined}
      data-to={event.to}
      className={`grid scroll-my-16 gap-x-2 px-4 -outline-offset-2 ${hasLanes ? COLUMNS_WITH_LANES : COLUMNS_WITH_PAIR} ${isMarked ? 'border-ink border-l-2 bg-sunken' : ''}`}
    >
      <When event={event} />
      <EventMark event={event} lanes={lanes} />
      {!hasLanes && (event.pair === null ? <Ourselves /> : <PairLink name={event.pair} />)}
      <div
        className={`min-w-0 pb-1.5 ${hasLanes ? 'pt-1.5' : 'max-md:col-span-2 max-md:col-start-3 md:pt-1.5'}`}
      >
        <p>
          <What event={event} />
          <Repeated event={event} />
          {event.incidentId !== null && event.incidentId !== incident && (
            <IncidentLink id={event.incidentId} />
          )}
        </p>
        <Beneath event={event} />
      </div>
      <DetailsLink id={event.id} open={open} />
    </li>
  );
}

const COLUMNS_WITH_LANES = 'grid-cols-[84px_36px_minmax(0,1fr)_auto]';
const COLUMNS_WITH_PAIR =
  'grid-cols-[84px_20px_minmax(0,1fr)_auto] md:grid-cols-[84px_20px_128px_minmax(0,1fr)_auto]';

/** A link to the event's page, which opens it beside the list where scripts run. */
function DetailsLink({ id, open }: { id: number; open(id: number): void }) {
  return (
    <Link
      href={eventHref(id)}
      prefetch={false}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        open(id);
      }}
      className="col-start-[-2] row-start-1 self-start py-1.5 pl-2 text-12 text-faint leading-5 underline decoration-line underline-offset-3 hover:text-ink print:hidden"
    >
      Details
    </Link>
  );
}

/** A poll sees a change up to 2 s late, and servers stamp it with whole seconds: less than this is no difference. */
const SAME_TIME_MS = 3000;

/** Too long for a hint. */
const EVIDENCE_BENEATH: readonly EventDto['kind'][] = ['config', 'alert'];

/** The list is in the order of our own clock, so that is the time in front; another one stands beneath. */
function When({ event }: { event: EventDto }) {
  const { zone } = useZone();
  const at = Date.parse(event.at);
  const observedAt = Date.parse(event.observedAt);
  const placedAt = Date.parse(event.sortAt);
  const whose =
    event.clock === 'server' ? `By ${event.server ?? 'the server'}’s own clock` : 'By Pairwatch’s clock';
  const told = EVIDENCE_BENEATH.includes(event.kind) ? [] : event.evidence;
  const evidence = told.map(({ server, source, text }) => `${server ?? 'Pairwatch'}, ${source}: ${text}`);
  return (
    <div className="row-span-2 py-1.5">
      <Hint
        text={[
          `Seen by Pairwatch: ${formatExact(observedAt, zone)}`,
          `${whose} since: ${formatExact(at, zone)}`,
          ...evidence,
        ].join('\n')}
      >
        <time dateTime={event.sortAt} className="block">
          {formatSeconds(placedAt, zone)}
        </time>
        {Math.abs(placedAt - at) >= SAME_TIME_MS && (
          <span className="block whitespace-nowrap text-12 text-faint tabular-nums">
            {event.clock === 'server' ? 'says' : 'since'} {formatSeconds(at, zone)}
          </span>
        )}
      </Hint>
    </div>
  );
}

function PairLink({ name }: { name: string }) {
  return (
    <Link
      href={`/pairs/${name}`}
      prefetch={false}
      className="truncate pt-1.5 text-muted underline-offset-3 hover:text-ink hover:underline"
    >
      {name}
    </Link>
  );
}

/** In the place of the pair, for what is about none of them. */
function Ourselves() {
  return <span className="truncate pt-1.5 text-muted">Pairwatch</span>;
}

function What({ event }: { event: EventDto }) {
  const verdict = event.kind === 'verdict' ? verdictSchema.safeParse(event.to).data : undefined;
  if (verdict) return <span className={`font-medium ${VERDICT_TEXT[verdict]}`}>{verdict}</span>;
  if (event.actor !== null) return <Deed actor={event.actor} sentence={event.sentence} />;
  if (event.kind !== 'state' || event.from === null || event.from === event.to)
    return <Prose text={event.sentence} />;
  return (
    <>
      <span className="font-medium">{event.server}</span>{' '}
      <span className="font-mono text-13">
        <span className="text-muted">{event.from}</span> <span className="text-faint">→</span>{' '}
        <span className="font-medium">{event.to}</span>
      </span>
    </>
  );
}

/** What somebody did. The sentence mostly begins with the name. */
function Deed({ actor, sentence }: { actor: string; sentence: string }) {
  const [name, rest] = sentence.startsWith(`${actor} `)
    ? [actor, sentence.slice(actor.length)]
    : ['', sentence];
  return (
    <span className="wrap-anywhere whitespace-pre-line">
      {name && <span className="font-medium">{name}</span>}
      {rest}
      {!name && <span className="text-muted"> (by {actor})</span>}
    </span>
  );
}

function IncidentLink({ id }: { id: number }) {
  return (
    <Link
      href={`/incidents/${id}`}
      prefetch={false}
      className="ml-2 whitespace-nowrap text-12 text-muted underline decoration-strong-line underline-offset-3 hover:text-ink"
    >
      Incident {id}
    </Link>
  );
}

/** How often what repeats was told, in one event. */
function Repeated({ event: { count, lastAt } }: { event: EventDto }) {
  const { zone } = useZone();
  if (lastAt === null) return null;
  return (
    <span className="ml-2 whitespace-nowrap text-12 text-muted tabular-nums">
      {count} times, last {formatSeconds(Date.parse(lastAt), zone)}
    </span>
  );
}

function Beneath({ event }: { event: EventDto }) {
  if (event.backfilled)
    return <p className="text-13 text-muted">From the server’s lease file: before Pairwatch watched it.</p>;
  if (event.kind === 'verdict') return <p className="text-13 text-muted">{event.sentence}</p>;
  if (event.kind === 'config') return event.evidence.map(({ text }) => <ConfigDiff key={text} diff={text} />);
  if (event.kind === 'state') return <p className="text-13 text-muted">{glossOf(event.to)}</p>;
  if (event.kind === 'alert' && event.evidence.length > 0) {
    return (
      <details className="text-13">
        <summary className="w-fit text-muted hover:text-ink">
          Evidence <span className="text-faint">({event.evidence.length})</span>
        </summary>
        <div className="mt-1.5">
          <EvidenceList evidence={event.evidence} />
        </div>
      </details>
    );
  }
  return null;
}
