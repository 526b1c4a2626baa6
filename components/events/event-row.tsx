'use client';

import Link from 'next/link';
import { glossOf } from '@/components/pair/standing.ts';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { formatExact, formatSeconds } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { verdictSchema } from '@/lib/contracts/verdict.ts';
import { EventMark } from './event-mark.tsx';

/** One event: when, to whom, what. */
export function EventRow({ event, lanes }: { event: EventDto; lanes: readonly string[] }) {
  return (
    <li
      data-testid={event.kind === 'state' ? 'transition' : 'event'}
      data-kind={event.kind}
      data-from={event.from ?? undefined}
      data-to={event.to}
      className="grid grid-cols-[68px_36px_minmax(0,1fr)] gap-x-2 px-4"
    >
      <When event={event} />
      <EventMark event={event} lanes={lanes} />
      <div className="min-w-0 py-1.5">
        <p>
          {lanes.length === 0 && <PairLink name={event.pair} />}
          <What event={event} />
        </p>
        <Beneath event={event} />
      </div>
    </li>
  );
}

/** Two clocks differ for the reader only when their times do, to the second. */
const SAME_TIME_MS = 1000;

function When({ event }: { event: EventDto }) {
  const { zone } = useZone();
  const at = Date.parse(event.at);
  const observedAt = Date.parse(event.observedAt);
  const differ = event.clock === 'server' && Math.abs(observedAt - at) >= SAME_TIME_MS;
  const whose =
    event.clock === 'server' ? `By ${event.server ?? 'the server'}’s own clock` : 'By Pairwatch’s clock';
  return (
    <div className="py-1.5">
      <Hint text={`${whose}: ${formatExact(at, zone)}\nSeen by Pairwatch: ${formatExact(observedAt, zone)}`}>
        <time dateTime={event.at} className="block">
          {formatSeconds(at, zone)}
        </time>
        {differ && (
          <span className="block whitespace-nowrap text-12 text-faint tabular-nums">
            seen {formatSeconds(observedAt, zone)}
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
      className="mr-2 text-muted underline decoration-strong-line underline-offset-3 hover:text-ink"
    >
      {name}
    </Link>
  );
}

function What({ event }: { event: EventDto }) {
  const verdict = event.kind === 'verdict' ? verdictSchema.safeParse(event.to).data : undefined;
  if (verdict) return <span className={`font-medium ${VERDICT_TEXT[verdict]}`}>{verdict}</span>;
  if (event.kind !== 'state') return <span>{event.sentence}</span>;
  return (
    <>
      <span className="font-medium">{event.server}</span>{' '}
      <span className="font-mono text-13">
        {event.from !== null && (
          <>
            <span className="text-muted">{event.from}</span> <span className="text-faint">→</span>{' '}
          </>
        )}
        <span className="font-medium">{event.to}</span>
      </span>
    </>
  );
}

function Beneath({ event }: { event: EventDto }) {
  if (event.kind === 'verdict') return <p className="text-13 text-muted">{event.sentence}</p>;
  if (event.kind === 'state') return <p className="text-13 text-muted">{glossOf(event.to)}</p>;
  return null;
}
