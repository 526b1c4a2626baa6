import { useId } from 'react';
import type { Span } from '@/lib/contracts/range.ts';
import type { Lanes } from './layout.ts';
import { lengthOf, pixelsOf, shareOf } from './place.ts';
import { stateLook } from './state-look.ts';

export const LANE_HEIGHT = 24;
/** A stay of a second must be seen in a month. */
const LEAST_WIDTH = 1.5;
const CHARACTER_PIXELS = 7.4;

type LaneOf = Lanes['servers'][number];

/** One server's stays, each in the look of its state; dotted where nobody saw it. `width` in pixels: what has room for its name. */
export function Lane({ lane, span, top, width }: { lane: LaneOf; span: Span; top: number; width: number }) {
  return (
    <g data-testid={`lane-${lane.name}`}>
      {lane.gaps.map((gap) => (
        <Gap key={gap.from} gap={gap} span={span} top={top} width={width} />
      ))}
      {worstLast(lane.segments).map((segment) => (
        <Stay key={segment.began} segment={segment} span={span} top={top} width={width} />
      ))}
    </g>
  );
}

const RANK = { plain: 0, hatched: 1, solid: 2 } as const;

/** Where many lie on one pixel, the worst is seen. */
function worstLast(segments: LaneOf['segments']): LaneOf['segments'] {
  const rank = ({ of }: LaneOf['segments'][number]) => RANK[stateLook(of.state).fill];
  return segments.toSorted((one, other) => rank(one) - rank(other));
}

function Stay({
  segment,
  span,
  top,
  width,
}: {
  segment: LaneOf['segments'][number];
  span: Span;
  top: number;
  width: number;
}) {
  const { state } = segment.of;
  const { colour, fill } = stateLook(state);
  const place = {
    x: shareOf(segment.from, span),
    y: top,
    width: lengthOf(segment, span),
    height: LANE_HEIGHT,
  };
  const pixels = pixelsOf(segment, span, width);
  return (
    <g className={colour} data-state={state}>
      {pixels < LEAST_WIDTH ? (
        <rect {...place} width={LEAST_WIDTH} fill="currentColor" />
      ) : (
        <>
          <rect {...place} fill="currentColor" fillOpacity={fill === 'solid' ? 0.38 : 0.16} />
          {fill === 'hatched' && <Hatched {...place} />}
          <rect {...place} y={top + LANE_HEIGHT - 3} height={3} fill="currentColor" />
          <rect {...place} width={1} fill="currentColor" />
        </>
      )}
      {pixels > state.length * CHARACTER_PIXELS + 10 && (
        <text x={place.x} dx={6} y={top + 15} className="fill-ink font-mono text-12">
          {state}
        </text>
      )}
    </g>
  );
}

function Hatched(place: { x: string; y: number; width: string; height: number }) {
  const id = useId();
  return (
    <>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" x2="0" y1="0" y2="6" stroke="currentColor" strokeWidth="1.5" strokeOpacity="0.5" />
      </pattern>
      <rect {...place} fill={`url(#${id})`} />
    </>
  );
}

function Gap({ gap, span, top, width }: { gap: Span; span: Span; top: number; width: number }) {
  const middle = top + LANE_HEIGHT / 2;
  return (
    <g className="text-unknown">
      <line
        x1={shareOf(gap.from, span)}
        x2={shareOf(gap.to, span)}
        y1={middle}
        y2={middle}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray="0.1 5"
      />
      {pixelsOf(gap, span, width) > 90 && (
        <text x={shareOf(gap.from, span)} dx={6} y={top + 8} className="fill-faint text-12">
          not seen
        </text>
      )}
    </g>
  );
}
