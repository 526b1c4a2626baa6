'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useZone } from '@/components/time/zone.tsx';
import type { Span } from '@/lib/contracts/range.ts';
import type { ChartData } from './chart.ts';
import { setCursor, useCursor } from './cursor.ts';
import { placeOf, ROOM, timeAt } from './geometry.ts';
import { nextTime } from './next-time.ts';
import { readoutAt, timesOf } from './readout.ts';
import { momentOf, readoutText, Tooltip } from './tooltip.tsx';

/** A drag of fewer pixels is a click. */
const LEAST_DRAG = 6;

/**
 * What moves above a plot: the cursor, what is said there, and the stretch that is dragged over to look at it closer. All
 * of it by keys too: arrows go from reading to reading, Enter begins and ends a stretch.
 */
export function Overlay({
  data,
  title,
  width,
  height,
  unit,
  onZoom,
  onZoomOut,
}: {
  data: ChartData;
  title: string;
  width: number;
  height: number;
  unit(value: number): string;
  onZoom: ((span: Span) => void) | undefined;
  onZoomOut: (() => void) | undefined;
}) {
  const { zone } = useZone();
  const cursorAt = useCursor();
  const [anchorAt, setAnchor] = useState<number | null>(null);
  const [isHere, setHere] = useState(false);
  const plotWidth = width - ROOM.left - ROOM.right;
  const readout = isHere && cursorAt !== null ? readoutAt(data.series, cursorAt, unit) : null;
  const x = cursorAt === null ? null : placeOf(cursorAt, plotWidth, data.span);
  const anchorX = anchorAt === null ? null : placeOf(anchorAt, plotWidth, data.span);

  const pointed = (event: PointerEvent) =>
    timeAt(
      event.clientX - event.currentTarget.getBoundingClientRect().left - ROOM.left,
      plotWidth,
      data.span,
    );
  const finish = (at: number) => {
    if (anchorAt === null) return;
    setAnchor(null);
    const [from, to] = [Math.min(anchorAt, at), Math.max(anchorAt, at)];
    if (((to - from) / (data.span.to - data.span.from)) * plotWidth >= LEAST_DRAG) onZoom?.({ from, to });
  };
  const leave = () => {
    setHere(false);
    setAnchor(null);
    setCursor(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const times = timesOf(data.series).filter((at) => at >= data.span.from && at <= data.span.to);
    const next = nextTime(event.key, times, cursorAt, event.shiftKey);
    if (next !== null) setCursor(next);
    else if (event.key === 'Enter' && onZoom && cursorAt !== null)
      anchorAt === null ? setAnchor(cursorAt) : finish(cursorAt);
    else if (event.key === 'Escape' && (cursorAt !== null || anchorAt !== null)) {
      setAnchor(null);
      setCursor(null);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${title}: arrow keys go from reading to reading${onZoom ? ', Enter begins and ends a stretch to look at closer' : ''}`}
      aria-valuemin={data.span.from}
      aria-valuemax={data.span.to}
      aria-valuenow={cursorAt ?? data.span.from}
      aria-valuetext={readout ? readoutText(readout, zone) : 'no time chosen'}
      data-testid="chart-cursor"
      className={`absolute inset-0 touch-pan-y ${onZoom ? 'cursor-crosshair' : ''}`}
      onKeyDown={onKeyDown}
      onFocus={() => setHere(true)}
      onBlur={leave}
      onPointerMove={(event) => {
        setHere(true);
        setCursor(pointed(event));
      }}
      onPointerDown={(event) => {
        if (event.button !== 0 || !onZoom || event.pointerType === 'touch') return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setAnchor(pointed(event));
      }}
      onPointerUp={(event) => finish(pointed(event))}
      onPointerCancel={leave}
      onPointerLeave={leave}
      onDoubleClick={onZoomOut}
    >
      {anchorX !== null && x !== null && (
        <div
          className="pointer-events-none absolute bg-ink opacity-10"
          style={{
            left: ROOM.left + Math.min(anchorX, x),
            width: Math.abs(x - anchorX),
            top: ROOM.top,
            height: height - ROOM.top - ROOM.bottom,
          }}
        />
      )}
      {x !== null && (
        <div
          className="pointer-events-none absolute w-px bg-ink"
          style={{ left: ROOM.left + x, top: ROOM.top, height: height - ROOM.top - ROOM.bottom }}
        />
      )}
      {readout !== null && x !== null && (
        <Tooltip
          readout={readout}
          moment={momentOf(readout.at, zone)}
          marks={data.marks.filter(({ at }) => Math.abs((placeOf(at, plotWidth, data.span) ?? -99) - x) < 6)}
          x={ROOM.left + x}
          width={width}
        />
      )}
    </div>
  );
}
