import type { ReportChart } from '../../contracts/incident-report.ts';
import {
  CHART_WIDTH,
  type LegendEntry,
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
import { fitted, type Lettering, line, type Paint, type Picture, rectangle, type Shape } from './picture.ts';

export type LanesChart = Extract<ReportChart, { kind: 'lanes' }>;
type ChartLane = LanesChart['lanes'][number];

/** As many as fit on a page of paper. */
export const MOST_LANES = 16;
const MOST_STATES = 20;
const LANE_HEIGHT = 26;
const LANE_GAP = 8;
const NAME_WIDTH = 112;

/** In which state each lane was when: bars with a pattern a state, and a dotted line where nobody saw it. */
export function lanesPicture(chart: LanesChart, lettering: Lettering): Picture {
  const lanes = chart.lanes.slice(0, MOST_LANES);
  const keys = patternKeys(lanes);
  const top = marksHeight(chart.marks) + 6;
  const plot: Plot = {
    left: NAME_WIDTH + 8,
    right: CHART_WIDTH - 6,
    top,
    bottom: top + Math.max(1, lanes.length) * (LANE_HEIGHT + LANE_GAP),
  };
  const scale = timeScale(chart, plot);
  const axis = timeAxis(scale, plot);
  const shapes: Shape[] = [...axis.shapes];
  const labels: Shape[] = [];
  for (const [index, lane] of lanes.entries()) {
    const y = plot.top + LANE_GAP / 2 + index * (LANE_HEIGHT + LANE_GAP);
    const patterns = keys[isOfServer(lane) ? 'servers' : 'others'];
    const drawn = laneShapes(lane, y, { plot, scale, patterns, lettering });
    shapes.push(...drawn.bars);
    labels.push(...drawn.labels);
  }
  shapes.push(...markLines(chart.marks, scale, plot), ...labels);
  let bottom = axis.bottom + 6;
  for (const entries of legendsOf(
    keys,
    lanes.some((lane) => hasGap(lane, scale)),
  )) {
    const key = legend(entries, plot, bottom, lettering);
    shapes.push(...key.shapes);
    bottom = key.bottom;
  }
  const list = markList(chart.marks, plot, bottom, lettering);
  shapes.push(...list.shapes);
  bottom = list.bottom;
  if (chart.lanes.length > lanes.length) {
    bottom += LINE_HEIGHT;
    const text = `${chart.lanes.length - lanes.length} more are not drawn`;
    shapes.push({ kind: 'text', x: 0, y: bottom, text, size: TEXT_SIZE, paint: 'muted' });
  }
  return { width: CHART_WIDTH, height: bottom + 6, shapes };
}

/** Patterns of the states of servers, and of the words of all other lanes, which mean something else. */
type Keys = { servers: Map<string, Pattern>; others: Map<string, Pattern> };

const isOfServer = ({ look }: ChartLane): boolean => look === 'server-a' || look === 'server-b';

function patternKeys(lanes: readonly ChartLane[]): Keys {
  const statesOf = (some: readonly ChartLane[]) =>
    some.flatMap(({ stays }) => stays.map(({ state }) => state));
  return {
    servers: patternsOf(statesOf(lanes.filter(isOfServer))),
    others: patternsOf(statesOf(lanes.filter((lane) => !isOfServer(lane)))),
  };
}

function legendsOf({ servers, others }: Keys, isGapShown: boolean): LegendEntry[][] {
  const entries = (patterns: Map<string, Pattern>): LegendEntry[] =>
    [...patterns].slice(0, MOST_STATES).map(([name, pattern]) => ({
      name,
      swatch: (x, y) => patterned(pattern, 'ink', { x, y, width: 22, height: 10 }),
    }));
  const unseen: LegendEntry = { name: 'not seen', swatch: (x, y) => [unseenLine(x, x + 22, y + 5)] };
  const first = servers.size > 0 ? [entries(servers), entries(others)] : [entries(others), []];
  const [head = [], tail = []] = first;
  return [[...head, ...(isGapShown ? [unseen] : [])], tail];
}

function unseenLine(x1: number, x2: number, y: number): Shape {
  return { kind: 'path', d: line(x1, y, x2, y), stroke: 'muted', strokeWidth: 0.9, dash: '1 3' };
}

/** Whether a lane has a stretch of time without a state. */
function hasGap({ stays }: ChartLane, { from, until }: TimeScale): boolean {
  let seen = from;
  for (const stay of stays.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    if (Date.parse(stay.from) > seen) return true;
    seen = Math.max(seen, stay.until === null ? until : Date.parse(stay.until));
  }
  return seen < until;
}

type Room = { plot: Plot; scale: TimeScale; patterns: Map<string, Pattern>; lettering: Lettering };

/** Labels come after the marks' lines, which would cross them. */
function laneShapes(
  lane: ChartLane,
  y: number,
  { plot, scale, patterns, lettering }: Room,
): { bars: Shape[]; labels: Shape[] } {
  const paint = paintOf(lane.look);
  const middle = y + LANE_HEIGHT / 2;
  const size = TEXT_SIZE + 0.5;
  const text = fitted(lane.name, size, NAME_WIDTH, lettering, true);
  const labels: Shape[] = [{ kind: 'text', x: 0, y: middle + 4, text, size, paint: 'ink', isBold: true }];
  const bars: Shape[] = [unseenLine(plot.left, plot.right, middle)];
  for (const { state, from: begin, until: end } of lane.stays) {
    const from = Date.parse(begin);
    const until = end === null ? scale.until : Date.parse(end);
    if (until < scale.from || from > scale.until || until < from) continue;
    const x = scale.xOf(from);
    const width = Math.max(scale.xOf(until) - x, 1.5);
    const pattern = patterns.get(state) ?? { kind: 'plain' };
    bars.push({ kind: 'path', d: rectangle(x, y, width, LANE_HEIGHT), fill: 'ground' });
    bars.push(...patterned(pattern, paint, { x, y, width, height: LANE_HEIGHT }));
    labels.push(...stateLabel(state, pattern, { x, width, middle }, lettering));
  }
  return { bars, labels };
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
    { kind: 'path', d: rectangle(left, middle - 8, length + 8, 16), fill: 'ground' },
    { ...label, paint: 'ink' },
  ];
}

export function paintOf(look: ChartLane['look']): Paint {
  if (look === 'server-a' || look === 'server-b') return look;
  return look === 'ink' ? 'ink' : 'muted';
}
