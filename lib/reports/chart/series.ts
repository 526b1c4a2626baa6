import type { ReportChart } from '../../contracts/incident-report.ts';

type LinesChart = Extract<ReportChart, { kind: 'lines' }>;

/** null: no reading. */
export type Point = { at: number; value: number | null; low: number | null; high: number | null };
export type SeriesPoints = { name: string; look: LinesChart['series'][number]['look']; points: Point[] };

/** The series of a chart with named points in order of time; what is no figure is no reading. */
export function chartSeries(chart: LinesChart): SeriesPoints[] {
  return chart.series.map(({ name, look, points }) => ({
    name,
    look,
    points: points
      .map(([at, value, low = null, high = null]) => ({
        at,
        value: figure(value),
        low: figure(low),
        high: figure(high),
      }))
      .filter(({ at }) => Number.isFinite(at))
      .sort((a, b) => a.at - b.at),
  }));
}

/** Beyond this a figure is no measurement of anything here; below that it is zero. */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/** A figure as it can be drawn; null where it is none. */
export function figure(value: number | null): number | null {
  if (value === null || !Number.isFinite(value) || Math.abs(value) > LARGEST) return null;
  return Math.abs(value) < SMALLEST ? 0 : value;
}

/** Each upon the sum of those before it, from `low` to `high`; a gap wherever one of them has no reading. */
export function stacked(series: readonly SeriesPoints[]): SeriesPoints[] {
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const sums = new Map<number, number | null>(times.map((at) => [at, 0]));
  return series.map(({ name, look, points }) => {
    const values = new Map(points.map(({ at, value }) => [at, value]));
    const raised = times.map((at): Point => {
      const low = sums.get(at) ?? null;
      const value = values.get(at) ?? null;
      const high = low === null || value === null ? null : low + value;
      sums.set(at, high);
      return { at, value: high, low: high === null ? null : low, high };
    });
    return { name, look, points: raised };
  });
}

/** Stretches of points that all are as wanted. */
export function runsOf(points: readonly Point[], isWanted: (point: Point) => boolean): Point[][] {
  const runs: Point[][] = [];
  let run: Point[] = [];
  for (const point of points) {
    if (isWanted(point)) {
      if (run.length === 0) runs.push(run);
      run.push(point);
    } else run = [];
  }
  return runs;
}
