'use client';

import { useRef } from 'react';
import { useWidth } from '@/components/charts/use-width.ts';
import { useZone } from '@/components/time/zone.tsx';
import { timeTicks } from '@/lib/time-ticks.ts';
import { LANE_HEIGHT, Lane } from './lane.tsx';
import { type Lanes, segmentAt } from './layout.ts';
import { Marks } from './marks.tsx';
import { Overlay } from './overlay.tsx';
import { pixelsOf, shareOf } from './place.ts';
import { VerdictLane } from './verdict-lane.tsx';

/** Where each part stands, in pixels from the top: the lanes leave room between them for what joins them. */
const TOP = { verdicts: 0, a: 24, b: 64, marks: 94, axis: 112 } as const;
const HEIGHT = 130;
const TICK_PIXELS = 80;
/** Until it is measured, as in a page that the server drew. */
const ASSUMED_WIDTH = 900;

/** The lanes with their names, and the cursor above them. */
export function Chart({ lanes }: { lanes: Lanes }) {
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot) || ASSUMED_WIDTH;
  const { zone } = useZone();
  const [a, b] = lanes.servers;
  const ticks = timeTicks(lanes.span, zone, Math.max(2, Math.floor(width / TICK_PIXELS)));
  return (
    <div className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 sm:grid-cols-[88px_minmax(0,1fr)]">
      <div aria-hidden="true" className="relative text-12" style={{ height: HEIGHT }}>
        <Name top={TOP.verdicts} text="verdict" />
        {a && <Name top={TOP.a + 4} text={a.name} />}
        {b && <Name top={TOP.b + 4} text={b.name} />}
        <Name top={TOP.marks - 2} text="told, done" />
      </div>
      <div ref={plot} className="relative" style={{ height: HEIGHT }}>
        <svg
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={summaryOf(lanes)}
          className="block overflow-visible"
        >
          {ticks.map(({ at, text }) => (
            <g key={at}>
              <line
                x1={shareOf(at, lanes.span)}
                x2={shareOf(at, lanes.span)}
                y1={TOP.a}
                y2={TOP.axis}
                className="stroke-line"
              />
              <text
                x={shareOf(at, lanes.span)}
                y={HEIGHT - 4}
                textAnchor="middle"
                className="fill-faint text-12 tabular-nums"
              >
                {text}
              </text>
            </g>
          ))}
          <VerdictLane verdicts={lanes.verdicts} span={lanes.span} top={TOP.verdicts} width={width} />
          {a && <Lane lane={a} span={lanes.span} top={TOP.a} width={width} />}
          {b && <Lane lane={b} span={lanes.span} top={TOP.b} width={width} />}
          {withRoom(lanes, width).map((join) => (
            <line
              key={`${join.a} ${join.b}`}
              x1={shareOf(join.a, lanes.span)}
              y1={TOP.a + LANE_HEIGHT}
              x2={shareOf(join.b, lanes.span)}
              y2={TOP.b}
              className="stroke-muted"
            />
          ))}
          <Marks marks={lanes.marks} span={lanes.span} top={TOP.marks} />
        </svg>
        <Overlay lanes={lanes} width={width} height={TOP.axis} />
      </div>
    </div>
  );
}

function Name({ top, text }: { top: number; text: string }) {
  return (
    <span title={text} className="absolute inset-x-0 truncate text-right text-muted" style={{ top }}>
      {text}
    </span>
  );
}

/** For who can't see it: what is at the end, and how much happened. The table has all of it. */
function summaryOf({ servers, joins, marks, span, verdicts }: Lanes): string {
  const last = servers.map(({ name, segments }) => {
    const state = segmentAt(segments, span.to)?.of.state;
    return `${name} ${state === undefined ? 'was not seen at its end' : `is in ${state} at its end`}`;
  });
  return `Timeline of both servers: ${last.join(', ')}. ${verdicts.length} verdicts, ${joins.length} changes of both servers together, ${marks.length} marks. All of it stands in the table below.`;
}

/** Lines closer together than this would be one dark field. */
const LEAST_APART = 6;

/** The joins that have room beside each other: of those that have none, one. */
function withRoom({ joins, span }: Lanes, width: number): Lanes['joins'] {
  const drawn: Lanes['joins'] = [];
  for (const join of joins) {
    const last = drawn.at(-1);
    if (!last || pixelsOf({ from: last.a, to: join.a }, span, width) >= LEAST_APART) drawn.push(join);
  }
  return drawn;
}
