import type { ReportChart } from '../../contracts/incident-report.ts';
import { timeTicks } from '../../time-ticks.ts';
import { fitted, type Lettering, line, type Shape } from './picture.ts';

/** All charts are as wide as the text beside them, and drawn in these units. */
export const CHART_WIDTH = 720;
export const TEXT_SIZE = 11;
/** Between two baselines of small texts. */
export const LINE_HEIGHT = 15;

/** Marks that get a number; more would stand upon each other. */
const MOST_MARKS = 24;
const MARK_ROOM = 15;
const NUMBER_SIZE = 9.5;
const MOST_TICKS = 8;

/** Where a chart is drawn. */
export type Plot = { left: number; right: number; top: number; bottom: number };

export type TimeScale = { from: number; until: number; xOf: (at: number) => number };

/** `from` and `until` of a chart, at least a second apart, on a stretch of x. */
export function timeScale(chart: Pick<ReportChart, 'from' | 'until'>, { left, right }: Plot): TimeScale {
  const from = Date.parse(chart.from);
  const until = Math.max(Date.parse(chart.until), from + 1000);
  const xOf = (at: number) => {
    const share = (Math.min(Math.max(at, from), until) - from) / (until - from);
    return left + share * (right - left);
  };
  return { from, until, xOf };
}

/** The axis of UTC below a plot: ticks, their lines through the plot, and the days at both ends. */
export function timeAxis({ from, until, xOf }: TimeScale, plot: Plot): { shapes: Shape[]; bottom: number } {
  const all = timeTicks({ from, to: until }, 'UTC', MOST_TICKS);
  const ticks = all.filter((_, index) => index % Math.ceil(all.length / MOST_TICKS || 1) === 0);
  const baseline = plot.bottom + LINE_HEIGHT;
  const shapes: Shape[] = [];
  for (const { at, text } of ticks) {
    const x = xOf(at);
    shapes.push({
      kind: 'path',
      d: line(x, plot.top, x, plot.bottom + 4),
      stroke: 'line',
      strokeWidth: 0.75,
    });
    shapes.push({ kind: 'text', x, y: baseline, text, size: TEXT_SIZE, paint: 'muted', anchor: 'middle' });
  }
  const ends = { y: baseline + LINE_HEIGHT, size: TEXT_SIZE - 1, paint: 'muted' } as const;
  shapes.push({ kind: 'text', x: plot.left, text: `${momentOf(from)} UTC`, ...ends });
  shapes.push({ kind: 'text', x: plot.right, text: `${momentOf(until)} UTC`, anchor: 'end', ...ends });
  return { shapes, bottom: baseline + LINE_HEIGHT + 4 };
}

/** `2026-11-22 00:52:07`. */
export function momentOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

type Mark = ReportChart['marks'][number];

/** How high the numbers of the marks stand above a plot. */
export function marksHeight(marks: readonly Mark[]): number {
  return marks.length === 0 ? 0 : MARK_ROOM * 2;
}

/** A line through the plot for each mark, with a number above it; numbers that would touch stand in two rows. */
export function markLines(marks: readonly Mark[], { xOf }: TimeScale, plot: Plot): Shape[] {
  const rows = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return byTime(marks).flatMap(({ at }, index): Shape[] => {
    const x = xOf(Date.parse(at));
    const row = (rows[0] ?? 0) + 14 <= x ? 0 : 1;
    const place = Math.max(x, (rows[row] ?? 0) + 14);
    rows[row] = place;
    const y = plot.top - 6 - row * MARK_ROOM;
    const stem: Shape = {
      kind: 'path',
      d: line(x, y + 3, x, plot.bottom),
      stroke: 'ink',
      strokeWidth: 0.8,
      dash: '2 2',
    };
    if (index >= MOST_MARKS || place - x > 10) return [stem];
    return [
      stem,
      {
        kind: 'text',
        x,
        y,
        text: String(index + 1),
        size: NUMBER_SIZE,
        paint: 'ink',
        anchor: 'middle',
        isBold: true,
      },
    ];
  });
}

/** What the numbers mean, below a plot, in two columns. */
export function markList(
  marks: readonly Mark[],
  plot: Plot,
  top: number,
  lettering: Lettering,
): { shapes: Shape[]; bottom: number } {
  const listed = byTime(marks).slice(0, MOST_MARKS);
  const width = (plot.right - plot.left) / 2;
  const shapes = listed.flatMap(({ at, label }, index): Shape[] => {
    const x = plot.left + (index % 2) * width;
    const y = top + LINE_HEIGHT * (Math.floor(index / 2) + 1);
    const text = `${momentOf(Date.parse(at)).slice(11)}  ${label}`;
    return [
      { kind: 'text', x, y, text: String(index + 1), size: NUMBER_SIZE, paint: 'ink', isBold: true },
      {
        kind: 'text',
        x: x + 18,
        y,
        text: fitted(text, TEXT_SIZE, width - 28, lettering),
        size: TEXT_SIZE,
        paint: 'ink',
      },
    ];
  });
  let bottom = top + LINE_HEIGHT * Math.ceil(listed.length / 2);
  if (marks.length > listed.length) {
    bottom += LINE_HEIGHT;
    const text = `and ${marks.length - listed.length} more, without a number`;
    shapes.push({ kind: 'text', x: plot.left, y: bottom, text, size: TEXT_SIZE, paint: 'muted' });
  }
  return { shapes, bottom: listed.length === 0 ? top : bottom + 4 };
}

function byTime(marks: readonly Mark[]): Mark[] {
  return marks.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Something with a name, such as a state: how its look is drawn in a box of 22 × 10. */
export type LegendEntry = { name: string; swatch: (x: number, y: number) => Shape[] };

const SWATCH_WIDTH = 22;
const LONGEST_NAME = 200;

/** Entries in as many rows as they need. */
export function legend(
  entries: readonly LegendEntry[],
  plot: Plot,
  top: number,
  lettering: Lettering,
): { shapes: Shape[]; bottom: number } {
  let x = plot.left;
  let y = top;
  const shapes = entries.flatMap(({ name, swatch }) => {
    const text = fitted(name, TEXT_SIZE, LONGEST_NAME, lettering);
    const width = SWATCH_WIDTH + 6 + lettering.widthOf(text, TEXT_SIZE) + 18;
    if (x > plot.left && x + width - 18 > plot.right) {
      x = plot.left;
      y += LINE_HEIGHT + 2;
    }
    const here = x;
    x += width;
    return [
      ...swatch(here, y + 2),
      { kind: 'text', x: here + SWATCH_WIDTH + 6, y: y + 11, text, size: TEXT_SIZE, paint: 'ink' } as const,
    ];
  });
  return { shapes, bottom: entries.length === 0 ? top : y + LINE_HEIGHT + 2 };
}
