import type { ClockHistoryDto, ClockPointDto } from '../../lib/contracts/clock-history.ts';
import { formatOff, formatUncertainty, METHOD_WORDS } from '../../lib/pair/clocks/words.ts';
import type { ChartPoint } from '../charts/chart.ts';

type Method = NonNullable<ClockPointDto['value']>['method'];

/** A clock's distance with its sign, for an axis, where it must not be broken: "+20 s", "−3 ms", "0". */
export function signedOff(ms: number): string {
  if (Math.abs(ms) < 0.5) return '0';
  const [value = '', unit = ''] = formatOff(ms).split(' ');
  return `${ms < 0 ? '−' : '+'}${value.replace(/\.0$/, '')}\u00a0${unit}`;
}

/** The points of a series as a chart draws them: the middle of what was measured, between the least and the most it may be. */
export function chartPoints(points: readonly ClockPointDto[]): ChartPoint[] {
  return points.map(({ at, value }) =>
    value
      ? { at: Date.parse(at), value: value.avgMs, low: value.lowMs, high: value.highMs }
      : { at: Date.parse(at), value: null, low: null, high: null },
  );
}

/** A time in which one way told of the clocks, or with null none did. Milliseconds. */
export type MethodStretch = { from: number; to: number; method: Method | null };

/** By which way each stretch of a series was measured, one after the other; what was not measured is a stretch as well. */
export function methodStretches(
  points: readonly ClockPointDto[],
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
): MethodStretch[] {
  const stretches: MethodStretch[] = [];
  const add = (at: number, method: Method | null) => {
    const last = stretches.at(-1);
    if (last?.method === method) return;
    if (last) last.to = at;
    stretches.push({ from: at, to, method });
  };
  const [first] = points;
  if (!first || Date.parse(first.at) > from + stepMs) add(from, null);
  for (const { at, value } of points) add(Math.max(from, Date.parse(at)), value?.method ?? null);
  return stretches.filter((stretch) => stretch.to > stretch.from);
}

/** What a chart of the skew shows, as a finding: how far apart at most, and now. */
export function skewTitle(
  points: readonly ClockPointDto[],
  names: { primary: string; secondary: string },
): string {
  const measured = points.flatMap(({ value }) => value ?? []);
  const last = points.at(-1)?.value ?? null;
  const widest = measured.reduce<Measured | null>(
    (most, each) => (most === null || farthest(each) > farthest(most) ? each : most),
    null,
  );
  if (widest === null) return 'The distance of the clocks was not measured in this time';
  const most = `at most ${formatOff(farthest(widest))} apart, by ${METHOD_WORDS[widest.method]}`;
  if (last === null) return `The clocks were ${most}`;
  return `${nowWords(last, names)}; ${most}`;
}

const farthest = ({ minMs, maxMs }: { minMs: number; maxMs: number }) =>
  Math.max(Math.abs(minMs), Math.abs(maxMs));

type Measured = NonNullable<ClockPointDto['value']>;

/** Of a single measurement, the uncertainty; of several in one point, that of the outermost. */
const uncertaintyOf = ({ minMs, maxMs, lowMs, highMs }: Measured) => Math.max(highMs - maxMs, minMs - lowMs);

/** Whether a clock moved within one point by more than the measurements are sure of: then their middle was never true. */
const isMoving = (value: Measured) => value.maxMs - value.minMs > 2 * uncertaintyOf(value);

function nowWords(value: Measured, { primary, secondary }: { primary: string; secondary: string }): string {
  const { avgMs, minMs, maxMs, lowMs, highMs } = value;
  if (isMoving(value))
    return `The clock of ${secondary} moved between ${signedOff(minMs)} and ${signedOff(maxMs)} against that of ${primary} last`;
  const uncertaintyMs = uncertaintyOf(value);
  if (lowMs <= 0 && highMs >= 0)
    return `The clocks agreed last (${formatUncertainty(uncertaintyMs, uncertaintyMs)})`;
  return `${avgMs > 0 ? secondary : primary} was ${formatOff(avgMs)} ahead last (${formatUncertainty(uncertaintyMs, avgMs)})`;
}

/** The same for who can't see the chart, with its gaps. */
export function skewSummary(points: readonly ClockPointDto[], stretches: readonly MethodStretch[]): string {
  const measured = points.flatMap(({ value }) => value ?? []);
  if (measured.length === 0) return 'No measurement lies in this time.';
  const least = Math.min(...measured.map(({ lowMs }) => lowMs));
  const most = Math.max(...measured.map(({ highMs }) => highMs));
  const ways = [...new Set(stretches.flatMap(({ method }) => method ?? []))].map(
    (method) => METHOD_WORDS[method],
  );
  const gaps = stretches.filter(({ method }) => method === null).length;
  const missing =
    gaps === 0
      ? 'nothing is missing'
      : `${gaps} ${gaps === 1 ? 'stretch' : 'stretches'} without a measurement`;
  return `Clock of the secondary against the primary’s: from ${signedOff(least)} to ${signedOff(most)} with uncertainty, by ${ways.join(' and ')}; ${missing}.`;
}

/** What a chart of the servers' clocks against ours shows. */
export function offsetTitle(servers: ClockHistoryDto['servers']): string {
  const words = servers.flatMap(({ server, points }) => {
    const last = points.findLast(({ value }) => value !== null)?.value;
    if (!last) return [];
    return isMoving(last)
      ? `${server} between ${signedOff(last.minMs)} and ${signedOff(last.maxMs)}`
      : `${server} ${signedOff(last.avgMs)}`;
  });
  return words.length === 0
    ? 'Neither clock was read against Pairwatch’s in this time'
    : `Against Pairwatch’s clock, as last read: ${words.join(', ')}`;
}
