import type { ChartSeries } from './chart.ts';
import type { CsvValue } from './csv.ts';
import { pointAt, timesOf, valueText } from './readout.ts';

/** A chart as a table: one row for each time, newest first. */
export type TwinTable = { columns: string[]; rows: { at: number; cells: string[] }[] };

export function twinTable(series: readonly ChartSeries[], unit: (value: number) => string): TwinTable {
  return {
    columns: series.map(({ name }) => name),
    rows: timesOf(series)
      .toReversed()
      .map((at) => ({
        at,
        cells: series.map(({ points, kind }) => valueText(pointAt(points, at), kind, unit)),
      })),
  };
}

/** The same with raw numbers, oldest first; times are UTC, and the least and most of a point have columns of their own. */
export function twinCsv(
  series: readonly ChartSeries[],
  unitName: string,
): { columns: string[]; rows: CsvValue[][] } {
  const spread = series.map(({ points }) => points.some(({ low }) => low !== null && low !== undefined));
  const head = (name: string) => (unitName === '' ? name : `${name} (${unitName})`);
  const columns = series.flatMap(({ name, kind }, index) => [
    ...(kind === 'band' ? [] : [head(name)]),
    ...(spread[index] ? [head(`${name}, least`), head(`${name}, most`)] : []),
  ]);
  const rows = timesOf(series).map((at) => [
    new Date(at).toISOString(),
    ...series.flatMap(({ points, kind }, index) => {
      const point = pointAt(points, at);
      return [
        ...(kind === 'band' ? [] : [point?.value ?? null]),
        ...(spread[index] ? [point?.low ?? null, point?.high ?? null] : []),
      ];
    }),
  ]);
  return { columns: ['time (UTC)', ...columns], rows };
}
