import { LONGEST_MS, type TimeRange } from '../../lib/contracts/range.ts';
import type { Zone } from '../../lib/pair/sentence.ts';
import { zoneTag } from './zone-choice.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time as people say it of a range: "15 min", "24 h", "7 days". */
export function lengthWords(ms: number): string {
  if (ms >= 2 * DAY_MS + HOUR_MS) return withRest(ms, DAY_MS, 'days', HOUR_MS, 'h');
  if (ms >= HOUR_MS) return withRest(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
  return `${Math.round(ms / MINUTE_MS)} min`;
}

function withRest(ms: number, largeMs: number, large: string, smallMs: number, small: string): string {
  const whole = Math.floor(ms / largeMs);
  const rest = Math.floor((ms - whole * largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/**
 * What a range covers: "Last 24 h", or from when to when with its zone: "21 Jul 10:42 – 14:00 UTC". A year stands where it is
 * not this one, seconds where they are not 0.
 */
export function rangeWords(range: TimeRange, nowMs: number, zone: Zone): string {
  const words = shortRangeWords(range, nowMs, zone);
  return 'lastMs' in range ? words : `${words} ${zoneTag(zone)}`.trimEnd();
}

/** The same where the zone stands beside it. */
export function shortRangeWords(range: TimeRange, nowMs: number, zone: Zone): string {
  if ('lastMs' in range) return `Last ${lengthWords(range.lastMs)}`;
  const from = partsOf(range.from, zone);
  const to = partsOf(range.to, zone);
  const thisYear = partsOf(nowMs, zone).year;
  const withYear = from.year !== to.year || to.year !== thisYear;
  const end = dayWords(to, withYear) === dayWords(from, withYear) ? to.time : whenWords(to, withYear);
  return `${whenWords(from, withYear)} – ${end}`;
}

type Parts = { year: string; month: string; day: string; time: string };

const whenWords = (parts: Parts, withYear: boolean) => `${dayWords(parts, withYear)} ${parts.time}`;

function dayWords({ year, month, day }: Parts, withYear: boolean): string {
  return withYear ? `${day} ${month} ${year}` : `${day} ${month}`;
}

// Spelled out, since the server's and the browser's locale data may disagree.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function partsOf(ms: number, zone: Zone): Parts {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    ...(zone === 'local' ? {} : { timeZone: zone }),
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(formatter.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const seconds = part('second') === '00' ? '' : `:${part('second')}`;
  return {
    year: part('year'),
    month: MONTHS[Number(part('month')) - 1] ?? '',
    day: String(Number(part('day'))),
    time: `${part('hour')}:${part('minute')}${seconds}`,
  };
}

/** The longest range there is, in words. */
export const LONGEST_WORDS = lengthWords(LONGEST_MS);
