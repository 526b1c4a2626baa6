import type { ReportChart } from '../../contracts/incident-report.ts';
import type { Table } from '../document.ts';
import { momentOf } from './frame.ts';
import { numberText } from './number-text.ts';
import { chartSeries } from './series.ts';

/** The figures of a chart as a table of at most so many rows, whose caption tells what of them is there. */
export function chartTable(chart: ReportChart, mostRows: number): Table {
  const { columns, rows } = chart.kind === 'lanes' ? laneRows(chart) : lineRows(chart);
  const shown = chart.kind === 'lanes' ? rows.slice(0, mostRows) : evenly(rows, mostRows);
  const left = rows.length - shown.length;
  const how = chart.kind === 'lanes' ? `the first ${shown.length}` : `${shown.length}, evenly chosen,`;
  return {
    kind: 'table',
    caption:
      left === 0
        ? `Figures of “${chart.title}”`
        : `Figures of “${chart.title}”: ${how} of ${rows.length} rows`,
    columns,
    rows: shown,
  };
}

type Rows = { columns: Table['columns']; rows: string[][] };

function laneRows(chart: Extract<ReportChart, { kind: 'lanes' }>): Rows {
  const stays = chart.lanes.flatMap(({ name, stays }) =>
    stays.map(({ state, from, until }) => ({
      at: Date.parse(from),
      row: [name, state, utc(Date.parse(from)), until === null ? 'goes on' : utc(Date.parse(until))],
    })),
  );
  const marks = chart.marks.map(({ at, label }) => ({
    at: Date.parse(at),
    row: ['mark', label, utc(Date.parse(at)), ''],
  }));
  return {
    columns: [
      { title: 'Of' },
      { title: 'State', weight: 1.5 },
      { title: 'From (UTC)' },
      { title: 'Until (UTC)' },
    ],
    rows: [...stays, ...marks].sort((a, b) => a.at - b.at).map(({ row }) => row),
  };
}

function lineRows(chart: Extract<ReportChart, { kind: 'lines' }>): Rows {
  const series = chartSeries(chart).slice(0, MOST_COLUMNS);
  const hasBand = (index: number) =>
    series[index]?.points.some(({ low, high }) => low !== null || high !== null);
  const byTime = new Map<number, string[]>();
  const titles: string[] = [];
  for (const [index, { name, points }] of series.entries()) {
    const column = titles.length;
    const isBand = hasBand(index);
    titles.push(`${name} (${chart.unit})`, ...(isBand ? [`${name}, least`, `${name}, most`] : []));
    for (const { at, value, low, high } of points) {
      const row = byTime.get(at) ?? [];
      byTime.set(at, row);
      for (const [offset, figure] of (isBand ? [value, low, high] : [value]).entries())
        row[column + offset] = figure === null ? '' : numberText(figure);
    }
  }
  return {
    columns: [
      { title: 'Time (UTC)', weight: 1.4 },
      ...titles.map((title) => ({ title, align: 'right' as const })),
    ],
    rows: [...byTime.entries()]
      .sort(([a], [b]) => a - b)
      .map(([at, row]) => [utc(at), ...titles.map((_, index) => row[index] ?? '')]),
  };
}

/** As many as are drawn. */
const MOST_COLUMNS = 8;

/** A time that no calendar has is shown as its number. */
function utc(at: number): string {
  return Math.abs(at) <= 8.64e15 ? momentOf(at) : String(at);
}

/** So many of them, the first and the last among them. */
function evenly<Row>(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  return Array.from(
    { length: most },
    (_, index) => rows[Math.round((index * (rows.length - 1)) / (most - 1))] as Row,
  );
}
