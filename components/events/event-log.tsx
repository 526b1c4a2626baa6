'use client';

import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { Moment } from '@/components/time/since.tsx';
import { BUTTON_LOOK, Button } from '@/components/ui/button.tsx';
import { Key } from '@/components/ui/key.tsx';
import { useKeys } from '@/components/ui/use-keys.ts';
import type { EventListDto } from '@/lib/contracts/event.ts';
import { EmptyEvents } from './empty-events.tsx';
import { EventList } from './event-list.tsx';
import { type EventSearch, eventsHref } from './filter.ts';
import { newWords } from './held-list.ts';
import { useGlide } from './use-glide.ts';
import { useIsReading } from './use-is-reading.ts';
import { useTail } from './use-tail.ts';

/** Events as they come in, newest first. Nobody who reads is disturbed: then what is new is counted, and shown when asked for. */
export function EventLog({ filter, list }: { filter: EventSearch; list: EventListDto }) {
  const box = useRef<HTMLDivElement>(null);
  const [isPaused, setPaused] = useState(false);
  const isReading = useIsReading(box);
  const { shown, newCount, mayBeMore, catchUp } = useTail(list.events, isPaused || isReading);
  useGlide(box);
  const grows = filter.before === undefined && filter.to === undefined;

  function show(): void {
    catchUp();
    box.current?.scrollIntoView({ block: 'start' });
  }

  useKeys('Events', [
    { keys: 'p', does: 'hold the list, or let it go on', act: () => (grows ? setPaused(!isPaused) : false) },
    { keys: 'n', does: 'show what is new', act: () => (newCount > 0 ? show() : false) },
  ]);
  return (
    <div className="space-y-3">
      {grows && (
        <div className="sticky top-0 z-20 -mx-1 flex flex-wrap items-center gap-x-3 gap-y-1 bg-ground px-1 py-1.5 text-13 print:hidden">
          <Button onClick={() => setPaused(!isPaused)} data-testid="pause">
            {isPaused ? <Play size={13} aria-hidden="true" /> : <Pause size={13} aria-hidden="true" />}
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
          {newCount > 0 ? (
            <Button onClick={show} data-testid="show-new">
              {newWords({ newCount, mayBeMore })}, show
            </Button>
          ) : (
            <span className="text-muted">
              {isPaused ? 'Paused; nothing new since' : isReading ? 'Nothing new' : 'New ones appear on top'}
            </span>
          )}
        </div>
      )}
      <div ref={box} data-testid="event-log" className="scroll-mt-14">
        {shown.length === 0 ? (
          <EmptyEvents filter={filter} searchedTo={list.searchedTo} />
        ) : (
          <EventList events={shown} empty="" hasKeys />
        )}
      </div>
      {list.searchedTo !== null && shown.length > 0 && (
        <p className="text-13 text-muted">
          Looked through all events back to <Moment at={list.searchedTo} />: older ones may meet the filter
          too.
        </p>
      )}
      <Pager filter={filter} nextBefore={list.nextBefore} isCut={list.searchedTo !== null} />
      {shown.length > 0 && <KeyHint />}
    </div>
  );
}

function Pager({
  filter,
  nextBefore,
  isCut,
}: {
  filter: EventSearch;
  nextBefore: number | null;
  /** Whether the search stopped before this page was full. */
  isCut: boolean;
}) {
  const { before, ...newest } = filter;
  if (before === undefined && nextBefore === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2 print:hidden">
      {before !== undefined && (
        <Link href={eventsHref(newest)} prefetch={false} className={BUTTON_LOOK}>
          Newest
        </Link>
      )}
      {nextBefore !== null && (
        <Link
          href={eventsHref({ ...newest, before: String(nextBefore) })}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          {isCut ? 'Search older ones' : 'Older'}
        </Link>
      )}
    </nav>
  );
}

function KeyHint() {
  return (
    <p className="text-12 text-faint max-sm:hidden print:hidden">
      Keys: <Key>j</Key> and <Key>k</Key> go down and up the list, <Key>Enter</Key> opens what an event rests
      on, <Key>p</Key> holds the list, <Key>n</Key> shows what is new.
    </p>
  );
}
