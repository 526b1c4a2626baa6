import { formatPercent } from '../../lib/pair/count.ts';
import { formatTime, type Zone } from '../../lib/pair/sentence.ts';
import type { ChartPoint, ChartSeries } from '../charts/chart.ts';

type Seen = { at: number; value: number };
type Reader = { now: number; zone: Zone; stepMs: number };

/** Percentage points within which use counts as having stayed as it was. */
const STEADY = 5;
/** A share of its own below this part of the pool is what is to be told. */
const SCARCE_SHARE = 0.1;

/** What a chart of use shows, in one sentence: "Use fell to 41 % at 03:10 UTC; 62 % now". `size`: addresses of the pool. */
export function findingOfUse(used: readonly ChartPoint[], size: number, reader: Reader): string {
  const seen = seenOf(used);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || size <= 0) return 'Use is not known: nothing was read in this time';
  const percent = ({ value }: Seen) => formatPercent(Math.min(100, (100 * value) / size));
  const least = pick(seen, (a, b) => a.value < b.value);
  const most = pick(seen, (a, b) => a.value > b.value);
  const points = (a: Seen, b: Seen) => (100 * (a.value - b.value)) / size;
  const end = `${percent(last)} ${endWords(last, reader)}`;
  const at = (when: Seen) => formatTime(when.at, reader.now, reader.zone);
  if (last.value >= size)
    return `No address is left ${endWords(last, reader)}: full since ${at(fullSince(seen, size))}`;
  if (points(most, least) < STEADY) return `Use stayed about ${end}`;
  if (points(most, last) < STEADY) return `Use rose from ${percent(least)} at ${at(least)} to ${end}`;
  if (points(last, least) < STEADY && most.at < least.at)
    return `Use fell from ${percent(most)} at ${at(most)} to ${end}`;
  const isPeakLater = most.at > least.at;
  const [word, turn] = isPeakLater ? ['rose', most] : ['fell', least];
  return most.value >= size && isPeakLater
    ? `The pool was full at ${at(most)}; ${end}`
    : `Use ${word} to ${percent(turn)} at ${at(turn)}; ${end}`;
}

/** What a chart of each server's own share shows: who came near to having none, or that nobody did. */
export function findingOfOwnFree(series: readonly ChartSeries[], size: number, reader: Reader): string {
  const lines = series.flatMap(({ name, points }) => {
    const seen = seenOf(points.map(({ low, ...point }) => ({ ...point, value: low ?? point.value })));
    const last = seenOf(points).at(-1);
    return last && seen.length > 0 ? [{ name, last, least: pick(seen, (a, b) => a.value < b.value) }] : [];
  });
  const [scarcest] = lines.toSorted((a, b) => a.least.value - b.least.value);
  if (!scarcest) return 'What each server could give by itself is not known: nothing was read in this time';
  const { name, least, last } = scarcest;
  if (least.value >= SCARCE_SHARE * size) {
    const who = lines.length === 1 ? name : 'Each server';
    return `${who} kept at least ${Math.round(least.value)} addresses of its own to give`;
  }
  const had =
    least.value <= 0 ? 'had no address of its own left' : `was down to ${Math.round(least.value)} of its own`;
  return `${name} ${had} at ${formatTime(least.at, reader.now, reader.zone)}; ${Math.round(last.value)} ${endWords(last, reader)}`;
}

/** Where nothing was read, for who can't see the gaps: "Nothing was read from 23:03 to 23:05 UTC, and in 1 more gap." */
export function gapWords(points: readonly ChartPoint[], { now, zone, stepMs }: Reader): string {
  const gaps: { from: number; to: number }[] = [];
  for (const { at, value } of points) {
    if (value !== null) continue;
    const last = gaps.at(-1);
    if (last?.to === at) last.to = at + stepMs;
    else gaps.push({ from: at, to: at + stepMs });
  }
  const longest = pickGap(gaps);
  if (!longest) return 'No reading is missing.';
  const from = formatTime(longest.from, now, zone).replace(/ UTC$/, '');
  const others = gaps.length - 1;
  const more = others === 0 ? '' : `, and in ${others} more ${others === 1 ? 'gap' : 'gaps'}`;
  return `Nothing was read from ${from} to ${formatTime(longest.to, now, zone)}${more}: the server did not answer, or Pairwatch did not run.`;
}

function pickGap(gaps: readonly { from: number; to: number }[]) {
  return gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
}

/** "now", or when it was that the last was read. */
function endWords(last: Seen, { now, zone, stepMs }: Reader): string {
  // The last point began a step ago, and what ended just then may not be read yet.
  return now - last.at < 3 * Math.max(stepMs, 60_000)
    ? 'now'
    : `when last read, at ${formatTime(last.at, now, zone)}`;
}

function fullSince(seen: readonly Seen[], size: number): Seen {
  const before = seen.findLastIndex(({ value }) => value < size);
  return seen[before + 1] ?? (seen.at(-1) as Seen); // of a list that has one
}

function seenOf(points: readonly ChartPoint[]): Seen[] {
  return points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
}

/** The latest of those that no other is better than. */
function pick(seen: readonly Seen[], isBetter: (one: Seen, other: Seen) => boolean): Seen {
  return seen.reduce((best, each) => (isBetter(best, each) ? best : each));
}
