import type { ChartPoint, ChartSeries } from './chart.ts';
import { pointAt, timesOf } from './readout.ts';

/** A point as it is drawn. `alone`: with nothing on either side, so that no line leads to it. */
export type PlotPoint = { at: number; value: number | null; band: [number, number] | null; alone: boolean };

/** The points of a series as they are drawn. */
export function plotPoints(
  { kind, points }: Pick<ChartSeries, 'kind' | 'points'>,
  stepMs: number,
): PlotPoint[] {
  const drawn = points.map((point, index) => ({
    at: point.at,
    value: kind === 'band' ? null : point.value,
    band: bandOf(point),
    alone: stepMs === 0 && isAlone(points, index),
  }));
  const isGap = (point: PlotPoint) => (kind === 'band' ? point.band : point.value) === null;
  return withEnds(drawn, stepMs, isGap, { value: null, band: null, alone: false });
}

/** Series that lie on top of each other, as rows of one time each: `value` by the series' key. */
export type StackRow = { at: number; [key: string]: number | null };

/** Stacked series in rows; a time at which one of them is not known is a gap in all. */
export function stackRows(series: readonly ChartSeries[], stepMs: number): StackRow[] {
  const gap = Object.fromEntries(series.map(({ key }) => [key, null]));
  const rows = timesOf(series).map((at): StackRow => {
    const values = series.map(({ key, points }) => [key, pointAt(points, at)?.value ?? null] as const);
    return { ...gap, ...(values.every(([, value]) => value !== null) && Object.fromEntries(values)), at };
  });
  return withEnds(rows, stepMs, (row) => series.some(({ key }) => row[key] === null), gap);
}

/**
 * Points with an end to each run: its last point reaches to the end of its stretch, and what is missing between two points
 * further apart than `stepMs` is a gap, whether or not it was said to be one.
 */
function withEnds<Point extends { at: number }>(
  points: readonly Point[],
  stepMs: number,
  isGap: (point: Point) => boolean,
  gap: Omit<Point, 'at'>,
): Point[] {
  if (stepMs === 0) return [...points];
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    const end = point.at + stepMs;
    if (isGap(point) || (next && !isGap(next) && next.at <= end + stepMs / 2)) return [point];
    const last = { ...point, at: end - 1 };
    // TypeScript does not see that a point is its time and the rest.
    return next && next.at > end ? [point, last, { ...gap, at: end } as Point] : [point, last];
  });
}

function bandOf({ low, high }: ChartPoint): [number, number] | null {
  return low === null || low === undefined || high === null || high === undefined ? null : [low, high];
}

function isAlone(points: readonly ChartPoint[], index: number): boolean {
  const isThere = (at: number) => points[at]?.value !== null && points[at]?.value !== undefined;
  return isThere(index) && !isThere(index - 1) && !isThere(index + 1);
}
