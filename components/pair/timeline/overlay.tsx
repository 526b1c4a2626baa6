'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { setCursor, useCursor } from '@/components/charts/cursor.ts';
import { timeAt, widened } from '@/components/charts/geometry.ts';
import { nextTime } from '@/components/charts/next-time.ts';
import { useRange } from '@/components/time/use-range.ts';
import { useZone } from '@/components/time/zone.tsx';
import type { Lanes } from './layout.ts';
import { shareOf } from './place.ts';
import { Readout } from './readout.tsx';
import { readoutAt, readoutText } from './readout-at.ts';

/** A drag of fewer pixels is a click. */
const LEAST_DRAG = 6;
/** No range is shorter. */
const SHORTEST_MS = 60_000;

/**
 * What moves above the lanes: the cursor, what was at its time, and the stretch that is dragged over to look at it closer.
 * All of it by keys too: arrows go from change to change, Enter begins and ends a stretch.
 */
export function Overlay({ lanes, width, height }: { lanes: Lanes; width: number; height: number }) {
  const { zone } = useZone();
  const { setRange } = useRange();
  const [anchorAt, setAnchor] = useState<number | null>(null);
  const { span } = lanes;
  const cursorAt = within(useCursor(), span);
  const readout =
    cursorAt === null ? null : readoutAt(lanes, cursorAt, (6 / Math.max(1, width)) * (span.to - span.from));

  const pointed = (event: PointerEvent) =>
    timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left, width, span);
  const finish = (at: number) => {
    if (anchorAt === null) return;
    setAnchor(null);
    const [from, to] = [Math.min(anchorAt, at), Math.max(anchorAt, at)];
    if (((to - from) / (span.to - span.from)) * width >= LEAST_DRAG)
      setRange({ from, to: Math.max(to, from + SHORTEST_MS) });
  };
  const leave = () => {
    setAnchor(null);
    setCursor(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTime(event.key, lanes.moments, cursorAt, event.shiftKey);
    if (next !== null) setCursor(next);
    else if (event.key === 'Enter' && cursorAt !== null)
      anchorAt === null ? setAnchor(cursorAt) : finish(cursorAt);
    else if (event.key === 'Escape' && (cursorAt !== null || anchorAt !== null)) leave();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Timeline: arrow keys go from change to change, Enter begins and ends a stretch to look at closer"
        aria-valuemin={span.from}
        aria-valuemax={span.to}
        aria-valuenow={cursorAt ?? span.to}
        aria-valuetext={readout ? readoutText(readout, zone) : 'no time chosen'}
        data-testid="timeline-cursor"
        className="absolute inset-x-0 top-0 cursor-crosshair touch-pan-y"
        style={{ height }}
        onKeyDown={onKeyDown}
        onBlur={leave}
        onPointerMove={(event) => setCursor(pointed(event))}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch') return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setAnchor(pointed(event));
        }}
        onPointerUp={(event) => finish(pointed(event))}
        onPointerCancel={leave}
        onPointerLeave={leave}
        onDoubleClick={() => setRange(widened(span, span.to))}
      >
        {anchorAt !== null && cursorAt !== null && (
          <div
            className="pointer-events-none absolute inset-y-0 bg-ink opacity-10"
            style={{
              left: shareOf(Math.min(anchorAt, cursorAt), span),
              right: shareOf(span.from + span.to - Math.max(anchorAt, cursorAt), span),
            }}
          />
        )}
        {cursorAt !== null && (
          <div
            className="pointer-events-none absolute inset-y-0 w-px bg-ink"
            style={{ left: shareOf(cursorAt, span) }}
          />
        )}
      </div>
      {readout && <Readout readout={readout} isRight={(readout.at - span.from) * 2 < span.to - span.from} />}
    </>
  );
}

/** A range that moves on with the present would leave a cursor behind that stands at its begin. */
function within(at: number | null, { from, to }: Lanes['span']): number | null {
  return at === null ? null : Math.min(Math.max(at, from), to);
}
