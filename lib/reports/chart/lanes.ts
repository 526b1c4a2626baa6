import type { ReportChart } from '../../contracts/incident-report.ts';
import {
  CHART_WIDTH,
  LINE_HEIGHT,
  legend,
  markLines,
  markList,
  marksHeight,
  type Plot,
  TEXT_SIZE,
  type TimeScale,
  timeAxis,
  timeScale,
} from './frame.ts';
import { type Pattern, patterned, patternsOf } from './pattern.ts';
import { fitted, type Lettering, line, type Paint, type Picture, type Shape } from './picture.ts';

export type LanesChart = Extract<ReportChart, { kind: 'lanes' }>;
type ChartLane = LanesChart['lanes'][number];

/** As many as fit on a page of paper. */
export const MOST_LANES = 16;
const MOST_STATES = 20;
const LANE_HEIGHT = 26;
const LANE_GAP = 8;
const NAME_WIDTH = 112;

/** In which state each lane was when: bars with a pattern a state, and nothing where nobody saw it. */
export function lanesPicture(chart: LanesChart, lettering: Lettering): Picture {
  const lanes = chart.lanes.slice(0, MOST_LANES);
  const patterns = patternsOf(lanes.flatMap(({ stays }) => stays.map(({ state }) => state)));
  const top = marksHeight(chart.marks) + 6;
  const plot: Plot = {
    left: NAME_WIDTH + 8,
    right: CHART_WIDTH - 6,
    top,
    bottom: top + Math.max(1, lanes.length) * (LANE_HEIGHT + LANE_GAP),
  };
  const scale = timeScale(chart, plot);
  const axis = timeAxis(scale, plot);
  const bars = lanes.flatMap((lane, index) =>
    laneShapes(lane, plot.top + LANE_GAP / 2 + index * (LANE_HEIGHT + LANE_GAP), {
      plot,
      scale,
      patterns,
      lettering,
    }),
  );
  const key = legend(
    [...patterns].slice(0, MOST_STATES).map(([name, pattern]) => ({
      name,
      swatch: (x, y) => patterned(pattern, 'ink', { x, y, width: 22, height: 10 }),
    })),
    plot,
    axis.bottom + 6,
    lettering,
  );
  const list = markList(chart.marks, plot, key.bottom, lettering);
  const left: Shape[] =
    chart.lanes.length > lanes.length
      ? [
          {
            kind: 'text',
            x: 0,
            y: list.bottom + LINE_HEIGHT,
            text: `${chart.lanes.length - lanes.length} more are not drawn`,
            size: TEXT_SIZE,
            paint: 'muted',
          },
        ]
      : [];
  return {
    width: CHART_WIDTH,
    height: list.bottom + left.length * LINE_HEIGHT + 6,
    shapes: [
      ...axis.shapes,
      ...bars,
      ...markLines(chart.marks, scale, plot),
      ...key.shapes,
      ...list.shapes,
      ...left,
    ],
  };
}

type Room = { plot: Plot; scale: TimeScale; patterns: Map<string, Pattern>; lettering: Lettering };

function laneShapes(lane: ChartLane, y: number, { plot, scale, patterns, lettering }: Room): Shape[] {
  const paint = paintOf(lane.look);
  const middle = y + LANE_HEIGHT / 2;
  return [
    {
      kind: 'text',
      x: 0,
      y: middle + 4,
      text: fitted(lane.name, TEXT_SIZE + 0.5, NAME_WIDTH, lettering),
      size: TEXT_SIZE + 0.5,
      paint: 'ink',
      isBold: true,
    },
    {
      kind: 'path',
      d: line(plot.left, middle, plot.right, middle),
      stroke: 'muted',
      strokeWidth: 0.75,
      dash: '1 4',
    },
    ...lane.stays.flatMap((stay) => {
      const from = Date.parse(stay.from);
      const until = stay.until === null ? scale.until : Date.parse(stay.until);
      if (until < scale.from || from > scale.until || until < from) return [];
      const x = scale.xOf(from);
      const width = Math.max(scale.xOf(until) - x, 1.5);
      const pattern = patterns.get(stay.state) ?? { kind: 'plain' };
      return [
        { kind: 'path', d: `M${x} ${y}h${width}v${LANE_HEIGHT}h${-width}z`, fill: 'ground' } as const,
        ...patterned(pattern, paint, { x, y, width, height: LANE_HEIGHT }),
        ...stateLabel(stay.state, pattern, { x, width, middle }, lettering),
      ];
    }),
  ];
}

/** The state's name within its bar, on a ground of its own so that no stroke crosses it; nothing where it doesn't fit. */
function stateLabel(
  state: string,
  pattern: Pattern,
  { x, width, middle }: { x: number; width: number; middle: number },
  { shown, widthOf }: Lettering,
): Shape[] {
  // What is longer than this fits into no bar.
  if (state.length > 200) return [];
  const text = shown(state);
  const size = TEXT_SIZE - 0.5;
  const length = widthOf(text, size);
  if (length + 14 > width) return [];
  const label = { kind: 'text', x: x + width / 2, y: middle + 3.8, text, size, anchor: 'middle' } as const;
  if (pattern.kind === 'solid') return [{ ...label, paint: 'ground' }];
  if (pattern.kind === 'plain' || pattern.kind === 'empty') return [{ ...label, paint: 'ink' }];
  const left = x + (width - length) / 2 - 4;
  return [
    { kind: 'path', d: `M${left} ${middle - 8}h${length + 8}v16h${-length - 8}z`, fill: 'ground' },
    { ...label, paint: 'ink' },
  ];
}

export function paintOf(look: ChartLane['look']): Paint {
  if (look === 'server-a' || look === 'server-b') return look;
  return look === 'ink' ? 'ink' : 'muted';
}
