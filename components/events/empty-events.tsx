'use client';

import { useQueries } from '@tanstack/react-query';
import Link from 'next/link';
import { Moment } from '@/components/time/since.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { eventsQuery } from '@/lib/queries/events.ts';
import { type EventSearch, eventsHref, partsOf } from './filter.ts';

/** Why no event is shown, and which part of the filter is to be left out for there to be some. */
export function EmptyEvents({ filter, searchedTo }: { filter: EventSearch; searchedTo: string | null }) {
  const parts = partsOf(filter);
  if (filter.before !== undefined) return <p className="text-muted">There are no older events.</p>;
  if (parts.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <Notice title={searchedTo === null ? 'No event meets the filter' : 'No event found so far'}>
      {searchedTo !== null && (
        <p>
          All events back to <Moment at={searchedTo} /> were looked through; older ones may meet it.
        </p>
      )}
      <Wider parts={parts} />
    </Notice>
  );
}

function Wider({ parts }: { parts: ReturnType<typeof partsOf> }) {
  const answers = useQueries({ queries: parts.map(({ without }) => eventsQuery({ ...without, limit: 1 })) });
  const isKnown = answers.every(({ data }) => data !== undefined);
  const helping = parts.filter((_, index) => answers[index]?.data?.events.length);
  const linkLook = 'text-ink underline decoration-strong-line underline-offset-3 hover:decoration-ink';
  return (
    <>
      {helping.length > 0 && (
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {helping.map(({ words, without }) => (
            <li key={words}>
              Nothing is left because of {words}:{' '}
              <Link href={eventsHref(without)} prefetch={false} className={linkLook}>
                show events without that
              </Link>
              .
            </li>
          ))}
        </ul>
      )}
      {isKnown && helping.length === 0 && (
        <p className="mt-1">
          {parts.length > 1 && 'No single part of it removes everything. '}
          <Link href="/events" prefetch={false} className={linkLook}>
            Show all events
          </Link>
        </p>
      )}
    </>
  );
}
