'use client';

import { ChevronLeft, ChevronRight, Clock, ZoomOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Popover } from '@/components/ui/popover.tsx';
import { useKeys } from '@/components/ui/use-keys.ts';
import { DEFAULT_RANGE, LONGEST_MS, type Span, spanOf, type TimeRange } from '@/lib/contracts/range.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { useNow } from './now.tsx';
import type { PageTime } from './page-time.ts';
import { RangePanel } from './range-panel.tsx';
import { lastFor, shifted, zoomedOut } from './range-steps.ts';
import { rangeWords, shortRangeWords } from './range-words.ts';
import { useRange } from './use-range.ts';
import { useZone } from './zone.tsx';

const MINUTE_MS = 60_000;

/** Chooses the time the page shows. `standard` is what it shows while nothing is chosen; null: any time. */
export function RangePicker({ standard }: PageTime) {
  const [isOpen, setOpen] = useState(false);
  const { range, isAsked, setRange } = useRange(standard ?? DEFAULT_RANGE);
  const now = useNow();
  const { zone } = useZone();
  const isAnyTime = standard === null && !isAsked;
  const isPast = !isAnyTime && 'from' in range;
  const words = isAnyTime ? 'Any time' : shortRangeWords(range, now, zone);

  const step = (next: (range: TimeRange, nowMs: number) => TimeRange) => {
    if (!isAnyTime) setRange(next(range, serverClock.now()));
  };
  const steps = {
    back: () => step((from, at) => shifted(from, -1, at)),
    forward: () => step((from, at) => shifted(from, 1, at)),
    out: () => step(zoomedOut),
    now: () => {
      if (isPast) setRange(lastFor(range.to - range.from));
    },
  };
  useKeys('Time range', [
    { keys: 't', does: 'choose the time the page shows', act: () => setOpen(true) },
    { keys: '[', does: 'go back in time', act: steps.back },
    { keys: ']', does: 'go forward in time', act: steps.forward },
    { keys: '-', does: 'show twice as long', act: steps.out },
    { keys: '0', does: 'back to now', act: steps.now },
  ]);
  const longest = !isAnyTime && 'lastMs' in range && range.lastMs >= LONGEST_MS;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div
      role="group"
      aria-label="Time range"
      data-testid="range-picker"
      className="flex h-7 min-w-0 items-stretch rounded-md border border-line"
    >
      <Step word="Back in time" isOff={isAnyTime} onClick={steps.back}>
        <ChevronLeft size={14} aria-hidden="true" />
      </Step>
      <Popover
        label="Time range"
        isOpen={isOpen}
        onOpenChange={setOpen}
        triggerClassName="flex min-w-0 items-center gap-1.5 border-line border-x px-2 text-12 hover:bg-sunken"
        className="w-[360px]"
        trigger={
          <>
            <Clock size={13} aria-hidden="true" className="shrink-0 text-muted max-sm:hidden" />
            <span className="sr-only">Time range: </span>
            <span
              data-testid="range-words"
              title={isAnyTime ? undefined : rangeWords(range, now, zone)}
              className="truncate tabular-nums"
            >
              {words}
            </span>
          </>
        }
      >
        <RangePanel
          range={isAnyTime ? null : range}
          span={inMinutes(spanOf(range, now), range)}
          standard={standard}
          onChoose={(next) => {
            setRange(next);
            setOpen(false);
          }}
        />
      </Popover>
      <Step word="Forward in time" isOff={!isPast} onClick={steps.forward}>
        <ChevronRight size={14} aria-hidden="true" />
      </Step>
      <Step word="Show twice as long" isOff={isAnyTime || longest} onClick={steps.out}>
        <ZoomOut size={13} aria-hidden="true" />
      </Step>
      {isPast && (
        <button
          type="button"
          onClick={steps.now}
          className="border-line border-l px-2 font-medium text-12 hover:bg-sunken"
        >
          Now
        </button>
      )}
    </div>
  );
}

/** A range that moves on stands at whole minutes when it is fixed; one that was chosen to the second stays. */
function inMinutes({ from, to }: Span, range: TimeRange): Span {
  if ('from' in range) return range;
  return { from: Math.floor(from / MINUTE_MS) * MINUTE_MS, to: Math.floor(to / MINUTE_MS) * MINUTE_MS };
}

function Step({
  word,
  isOff,
  onClick,
  children,
}: {
  word: string;
  isOff: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      title={word}
      aria-label={word}
      aria-disabled={isOff || undefined}
      onClick={onClick}
      className="flex w-7 shrink-0 items-center justify-center text-muted hover:bg-sunken hover:text-ink aria-disabled:text-strong-line aria-disabled:hover:bg-transparent"
    >
      {children}
    </button>
  );
}
