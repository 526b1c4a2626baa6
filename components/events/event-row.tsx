'use client';

import Link from 'next/link';
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

/** One event: when, to whom, what. */
export function EventRow({ event, lanes }: { event: EventDto; lanes: readonly string[] }) {
  const hasLanes = lanes.length > 0;
  return (
    <li
      data-testid={event.kind === 'state' ? 'transition' : 'event'}
      data-kind={event.kind}
      data-from={event.from ?? undefined}
      data-to={event.to}
      className={`grid gap-x-2 px-4 ${hasLanes ? COLUMNS_WITH_LANES : COLUMNS_WITH_PAIR}`}
    >
      <When event={event} />
      <EventMark event={event} lanes={lanes} />
      {!hasLanes && (event.pair === null ? <Ourselves /> : <PairLink name={event.pair} />)}
      <div className={`min-w-0 pb-1.5 ${hasLanes ? 'pt-1.5' : 'max-md:col-start-3 md:pt-1.5'}`}>
        <p>
          <What event={event} />
          <Repeated event={event} />
        </p>
        <Beneath event={event} />
      </div>
    </li>
  );
}

const COLUMNS_WITH_LANES = 'grid-cols-[84px_36px_minmax(0,1fr)]';
const COLUMNS_WITH_PAIR = 'grid-cols-[84px_20px_minmax(0,1fr)] md:grid-cols-[84px_20px_128px_minmax(0,1fr)]';

/** A poll sees a change up to 2 s late, and servers stamp it with whole seconds: less than this is no difference. */
const SAME_TIME_MS = 3000;

/** The list is in the order of our own clock, so that is the time in front; another one stands beneath. */
function When({ event }: { event: EventDto }) {
  const { zone } = useZone();
  const at = Date.parse(event.at);
  const observedAt = Date.parse(event.observedAt);
  const placedAt = Date.parse(event.sortAt);
  const whose =
    event.clock === 'server' ? `By ${event.server ?? 'the server'}’s own clock` : 'By Pairwatch’s clock';
  // What changed in a configuration stands beneath: it is too long for a hint.
  const told = event.kind === 'config' ? [] : event.evidence;
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
  return null;
}
