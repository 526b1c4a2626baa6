import type { ChartPoint, ChartSeries } from './chart.ts';

/** A point as it is drawn. `alone`: with nothing on either side, so that no line leads to it. */
export type PlotPoint = { at: number; value: number | null; band: [number, number] | null; alone: boolean };

/**
 * The points of a series as they are drawn: each run reaches to the end of its last point's stretch, and what is missing
 * between two points further apart than `stepMs` is a gap, whether or not it was said to be one.
 */
export function plotPoints(
  { kind, points }: Pick<ChartSeries, 'kind' | 'points'>,
  stepMs: number,
): PlotPoint[] {
  const drawn: PlotPoint[] = [];
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    drawn.push({ at: point.at, ...figuresOf(point, kind), alone: stepMs === 0 && isAlone(points, index) });
    if (stepMs === 0 || isGap(point, kind)) continue;
    const end = point.at + stepMs;
    if (next && !isGap(next, kind) && next.at <= end + stepMs / 2) continue;
    drawn.push({ at: end - 1, ...figuresOf(point, kind), alone: false });
    if (next && next.at > end) drawn.push({ at: end, value: null, band: null, alone: false });
  }
  return drawn;
}

/** Series that lie on top of each other, as rows of one time each: `value` by the series' key. */
export type StackRow = { at: number; [key: string]: number | null };

/** Stacked series in rows; a time at which one of them is not known is a gap in all. */
export function stackRows(series: readonly ChartSeries[], stepMs: number): StackRow[] {
  const rows = new Map<number, StackRow>();
  for (const each of series) {
    for (const { at, value } of plotPoints(each, stepMs)) {
      const row = rows.get(at) ?? { at };
      row[each.key] = value;
      rows.set(at, row);
    }
  }
  return [...rows.values()].toSorted((a, b) => a.at - b.at);
}

function figuresOf({ value, low, high }: ChartPoint, kind: ChartSeries['kind']) {
  const band: [number, number] | null =
    low === null || low === undefined || high === null || high === undefined ? null : [low, high];
  return { value: kind === 'band' ? null : value, band };
}

const isGap = ({ value, low }: ChartPoint, kind: ChartSeries['kind']): boolean =>
  kind === 'band' ? low === null || low === undefined : value === null;

function isAlone(points: readonly ChartPoint[], index: number): boolean {
  const isThere = (at: number) => points[at]?.value !== null && points[at]?.value !== undefined;
  return isThere(index) && !isThere(index - 1) && !isThere(index + 1);
}
