import type { ReportChart } from '../../contracts/incident-report.ts';
import { roundSteps } from '../../round-steps.ts';
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
  timeAxis,
  timeScale,
} from './frame.ts';
import { paintOf } from './lanes.ts';
import { numberText } from './number-text.ts';
import { fitted, type Lettering, line, type Picture, place, type Shape } from './picture.ts';
import { chartSeries, figure, type Point, runsOf, type SeriesPoints, stacked } from './series.ts';

export type LinesChart = Extract<ReportChart, { kind: 'lines' }>;

export const MOST_SERIES = 8;
const MOST_LIMITS = 6;
const PLOT_HEIGHT = 190;
/** Strokes of series in their order, for prints without colour. */
const DASHES = ['', '6 3', '2 2', '9 3 2 3', '12 3', '4 4', '1 3', '9 3 2 3 2 3'];
const FILLS = [0.7, 0.4, 0.14, 0.55, 0.25];
const TICKS = 5;

/** How figures went: lines, bands about them, or areas upon each other; no stroke where there is no reading. */
export function linesPicture(chart: LinesChart, lettering: Lettering): Picture {
  const drawn = chartSeries(chart).slice(0, MOST_SERIES);
  const series = chart.isStacked ? stacked(drawn) : drawn;
  const limits = chart.limits
    .flatMap(({ value, label }) => {
      const known = figure(value);
      return known === null ? [] : [{ value: known, label }];
    })
    .slice(0, MOST_LIMITS);
  const axis = valueAxisOf(series, limits, chart.isStacked);
  const labels = axis.ticks.map(numberText);
  const left = Math.max(34, ...labels.map((text) => lettering.widthOf(text, TEXT_SIZE) + 10));
  const head = legend(
    series.map((each, index) => entryOf(each, index, chart.isStacked)),
    { left, right: CHART_WIDTH - 6, top: 0, bottom: 0 },
    0,
    lettering,
  );
  const unitRow = head.bottom + LINE_HEIGHT;
  const top = unitRow + marksHeight(chart.marks) + 4;
  const plot: Plot = { left, right: CHART_WIDTH - 6, top, bottom: top + PLOT_HEIGHT };
  const scale = timeScale(chart, plot);
  const yOf = (value: number) =>
    plot.bottom -
    ((Math.min(Math.max(value, axis.min), axis.max) - axis.min) / (axis.max - axis.min)) * PLOT_HEIGHT;
  const times = timeAxis(scale, plot);
  const list = markList(chart.marks, plot, times.bottom + 2, lettering);
  const notDrawn = chart.series.length - drawn.length;
  const shapes: Shape[] = [
    ...head.shapes,
    {
      kind: 'text',
      x: left,
      y: unitRow - 5,
      text: fitted(chart.unit, TEXT_SIZE, 400, lettering),
      size: TEXT_SIZE,
      paint: 'muted',
    },
    ...times.shapes,
    ...axis.ticks.flatMap((tick, index): Shape[] => [
      {
        kind: 'path',
        d: line(plot.left, yOf(tick), plot.right, yOf(tick)),
        stroke: 'line',
        strokeWidth: 0.75,
      },
      {
        kind: 'text',
        x: left - 6,
        y: yOf(tick) + 4,
        text: labels[index] ?? '',
        size: TEXT_SIZE,
        paint: 'muted',
        anchor: 'end',
      },
    ]),
    {
      kind: 'path',
      d: line(plot.left, plot.bottom, plot.right, plot.bottom),
      stroke: 'muted',
      strokeWidth: 0.75,
    },
    ...series.flatMap((each, index) =>
      seriesShapes(each, index, chart.isStacked, {
        xOf: scale.xOf,
        yOf,
        from: scale.from,
        until: scale.until,
      }),
    ),
    ...limitShapes(limits, yOf, plot, lettering),
    ...markLines(chart.marks, scale, plot),
    ...list.shapes,
  ];
  if (drawn.every(({ points }) => points.every(({ value, low }) => value === null && low === null)))
    shapes.push({
      kind: 'text',
      x: (plot.left + plot.right) / 2,
      y: plot.top + PLOT_HEIGHT / 2,
      text: 'no readings in this time',
      size: TEXT_SIZE + 1,
      paint: 'muted',
      anchor: 'middle',
    });
  if (notDrawn > 0)
    shapes.push({
      kind: 'text',
      x: left,
      y: list.bottom + LINE_HEIGHT,
      text: `${notDrawn} more are not drawn`,
      size: TEXT_SIZE,
      paint: 'muted',
    });
  return { width: CHART_WIDTH, height: list.bottom + (notDrawn > 0 ? LINE_HEIGHT : 0) + 6, shapes };
}

function valueAxisOf(series: readonly SeriesPoints[], limits: LinesChart['limits'], isStacked: boolean) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (value: number | null) => {
    if (value === null) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { points } of series) {
    for (const point of points) {
      take(point.value);
      take(point.low);
      take(point.high);
    }
  }
  for (const { value } of limits) take(value);
  if (isStacked) take(0);
  if (low > high || (low === 0 && high === 0)) return { min: 0, max: 1, ticks: [0, 1] };
  // Of figures that differ by less there is no axis that tells them apart.
  if (high - low < Math.abs(high) * 1e-9) low = high;
  // Where zero is near, the height of a line tells how much it is.
  if (low > 0 && low < high * 0.6) low = 0;
  return roundSteps(low, high, TICKS);
}

function entryOf({ name, look }: SeriesPoints, index: number, isStacked: boolean): LegendEntry {
  const paint = paintOf(look);
  return {
    name,
    swatch: (x, y) =>
      isStacked
        ? [
            {
              kind: 'path',
              d: `M${x} ${y}h22v10h-22z`,
              fill: paint,
              fillOpacity: FILLS[index % FILLS.length] ?? 0.4,
              stroke: paint,
              strokeWidth: 0.75,
            },
          ]
        : [
            {
              kind: 'path',
              d: line(x, y + 5, x + 22, y + 5),
              stroke: paint,
              strokeWidth: 1.75,
              ...dashOf(index),
            },
          ],
  };
}

const dashOf = (index: number) => {
  const dash = DASHES[index % DASHES.length] ?? '';
  return dash === '' ? {} : { dash };
};

type Scales = { xOf: (at: number) => number; yOf: (value: number) => number; from: number; until: number };

function seriesShapes(
  { points, look }: SeriesPoints,
  index: number,
  isStacked: boolean,
  { xOf, yOf, from, until }: Scales,
): Shape[] {
  const paint = paintOf(look);
  const inSpan = points.filter(({ at }) => at >= from && at <= until);
  const trace = (of: (point: Point) => number) => (run: readonly Point[]) =>
    run
      .map((point, at) => `${at === 0 ? 'M' : 'L'}${place(xOf(point.at))} ${place(yOf(of(point)))}`)
      .join('');
  const areas = runsOf(inSpan, ({ low, high }) => low !== null && high !== null).flatMap((run): Shape[] => {
    const over = trace(({ high }) => high ?? 0)(run);
    const under = trace(({ low }) => low ?? 0)(run.toReversed()).replace('M', 'L');
    const d = `${over}${under}z`;
    if (!isStacked) return [{ kind: 'path', d, fill: paint, fillOpacity: 0.18 }];
    return [{ kind: 'path', d, fill: paint, fillOpacity: FILLS[index % FILLS.length] ?? 0.4 }];
  });
  const strokes = runsOf(inSpan, ({ value }) => value !== null).flatMap((run): Shape[] => {
    const [only] = run;
    // A reading alone between two gaps is a dot: a line of no length would not be seen.
    if (run.length === 1 && only) {
      const [x, y] = [place(xOf(only.at) - 1.5), place(yOf(only.value ?? 0) - 1.5)];
      return [{ kind: 'path', d: `M${x} ${y}h3v3h-3z`, fill: paint }];
    }
    const stroke = { kind: 'path', d: trace(({ value }) => value ?? 0)(run), stroke: paint } as const;
    return [{ ...stroke, strokeWidth: isStacked ? 1 : 1.75, ...(isStacked ? {} : dashOf(index)) }];
  });
  return [...areas, ...strokes];
}

/** Lines across with their labels at the right end; labels that would stand upon each other move apart. */
function limitShapes(
  limits: LinesChart['limits'],
  yOf: (value: number) => number,
  plot: Plot,
  lettering: Lettering,
): Shape[] {
  let above = Number.NEGATIVE_INFINITY;
  return limits
    .toSorted((a, b) => b.value - a.value)
    .flatMap(({ value, label }): Shape[] => {
      const y = yOf(value);
      const text = fitted(label, TEXT_SIZE - 0.5, 240, lettering);
      const length = lettering.widthOf(text, TEXT_SIZE - 0.5);
      const baseline = Math.max(y - 4, above + LINE_HEIGHT - 2, plot.top + 9);
      above = baseline;
      return [
        { kind: 'path', d: line(plot.left, y, plot.right, y), stroke: 'limit', strokeWidth: 1, dash: '7 4' },
        {
          kind: 'path',
          d: `M${plot.right - length - 4} ${baseline - 9.5}h${length + 4}v12h${-length - 4}z`,
          fill: 'ground',
          fillOpacity: 0.85,
        },
        {
          kind: 'text',
          x: plot.right - 2,
          y: baseline,
          text,
          size: TEXT_SIZE - 0.5,
          paint: 'limit',
          anchor: 'end',
        },
      ];
    });
}
