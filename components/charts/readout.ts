import type { ChartPoint, ChartSeries } from './chart.ts';

export type Reading = { key: string; name: string; look: ChartSeries['look']; text: string };
export type Readout = { at: number; readings: Reading[] };

/** What all series of a chart say at a moment, by the point next to it; null when the chart has no points. */
export function readoutAt(
  series: readonly ChartSeries[],
  at: number,
  unit: (value: number) => string,
): Readout | null {
  const times = series.flatMap(({ points }) => nearest(points, at)?.at ?? []);
  const near = times.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  if (near === undefined) return null;
  const readings = series.map(({ key, name, look, points, kind }) => ({
    key,
    name,
    look,
    text: valueText(pointAt(points, near), kind, unit),
  }));
  return { at: near, readings };
}

/** Every time at which some series has a point, in order: where the cursor goes by the keys. */
export function timesOf(series: readonly ChartSeries[]): number[] {
  const times = new Set(series.flatMap(({ points }) => points.map(({ at }) => at)));
  return [...times].toSorted((a, b) => a - b);
}

/** "62 (58 to 70)": a point that stands for many readings says their range. Missing is a word of its own. */
export function valueText(
  point: ChartPoint | undefined,
  kind: ChartSeries['kind'],
  unit: (value: number) => string,
): string {
  if (!point) return 'no reading';
  const { value, low, high } = point;
  const range =
    low === null || low === undefined || high === null || high === undefined
      ? null
      : `${unit(low)} to ${unit(high)}`;
  if (kind === 'band') return range ?? 'no reading';
  if (value === null) return 'no reading';
  return range === null || low === high ? unit(value) : `${unit(value)} (${range})`;
}

/** The point of that very time. */
export function pointAt(points: readonly ChartPoint[], at: number): ChartPoint | undefined {
  const point = nearest(points, at);
  return point?.at === at ? point : undefined;
}

function nearest(points: readonly ChartPoint[], at: number): ChartPoint | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (!before || !after) return before ?? after;
  return at - before.at <= after.at - at ? before : after;
}
