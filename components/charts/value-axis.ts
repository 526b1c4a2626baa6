import { roundSteps, type ValueAxis } from '../../lib/round-steps.ts';
import type { ChartData } from './chart.ts';

const TICKS = 5;

/** Pixels between two ticks that can both be read. */
const LEAST_APART = 16;

/**
 * From where to where the values of a chart reach, on round numbers; limits count only as far as values come near them.
 * `height`: pixels of the plot, by which no tick stands upon another.
 */
export function valueAxis(
  { series, stacked, domain, scale }: Pick<ChartData, 'series' | 'stacked' | 'domain' | 'scale'>,
  height: number,
): ValueAxis {
  const { min, max } = extentOf(series, stacked);
  const low = Math.min(min, domain.min ?? min);
  const high = Math.max(max, domain.max ?? max);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { min: 0, max: 1, ticks: [0, 1] };
  if (scale === 'symlog') return readable(powers(low, high), height);
  const axis = roundSteps(low, high, TICKS);
  // What is told to be the end is it, where no value lies beyond: a pool has no room above its size.
  if (high !== domain.max) return axis;
  return { ...axis, max: high, ticks: axis.ticks.filter((tick) => tick <= high) };
}

function extentOf(series: ChartData['series'], stacked: boolean): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const totals = new Map<number, number>();
  for (const { kind, points } of series) {
    for (const { at, value, low, high } of points) {
      const isStacked = stacked && kind === 'area';
      if (isStacked) totals.set(at, (totals.get(at) ?? 0) + (value ?? 0));
      for (const each of isStacked ? [0, totals.get(at)] : [kind === 'band' ? null : value, low, high]) {
        if (each === null || each === undefined) continue;
        min = Math.min(min, each);
        max = Math.max(max, each);
      }
    }
  }
  return { min, max };
}

/** Zero and every second or third power of ten, on both sides where there are values. */
function powers(low: number, high: number): ValueAxis {
  const max = high <= 0 ? 0 : 10 ** Math.max(0, Math.ceil(Math.log10(high)));
  const min = low >= 0 ? 0 : -(10 ** Math.max(0, Math.ceil(Math.log10(-low))));
  const topOf = (end: number) => (end === 0 ? -1 : Math.round(Math.log10(Math.abs(end))));
  const most = min < 0 && max > 0 ? 3 : TICKS;
  const stride = Math.max(1, Math.ceil((Math.max(topOf(min), topOf(max)) + 1) / most));
  const side = (end: number) => {
    const all: number[] = [];
    for (let power = topOf(end); power >= 0; power -= stride) all.push(Math.sign(end) * 10 ** power);
    return all;
  };
  return { min, max: max === min ? 1 : max, ticks: [...side(min), 0, ...side(max).reverse()] };
}

/** Zero, the ends, and of the other ticks those that leave room for each other where powers of ten are drawn. */
function readable({ min, max, ticks }: ValueAxis, height: number): ValueAxis {
  const placeOf = (value: number) =>
    (height * (symlog(value) - symlog(min))) / Math.max(symlog(max) - symlog(min), Number.MIN_VALUE);
  const kept: number[] = [];
  // The farthest from zero first: they tell how far the axis reaches.
  for (const tick of [0, ...ticks.toSorted((a, b) => Math.abs(b) - Math.abs(a))]) {
    if (kept.every((other) => Math.abs(placeOf(tick) - placeOf(other)) >= LEAST_APART)) kept.push(tick);
  }
  return { min, max, ticks: kept.toSorted((a, b) => a - b) };
}

/** As d3's symlog scale, with its constant of 1. */
const symlog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
