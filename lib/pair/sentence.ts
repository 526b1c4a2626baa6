import { wallText } from '../zone.ts';
import { formatDuration } from './duration.ts';

export { formatDuration };

/** `UTC`, the reader's own zone, or an IANA name such as `Europe/Berlin`. */
export type Zone = 'UTC' | 'local' | (string & {});

/**
 * Fills the times of a sentence template for one reader.
 *
 * `{since}` is `sinceMs` with its age: "10:42 UTC (6 min)"; `{age}` its age alone: "6 min"; `{until:MS}` a coming
 * time written into the template: "11:20 UTC (22 min left)". A time that is not of today carries its date, one not
 * of this year its year too. Only UTC is named; other zones are the reader's own and go without saying.
 */
export function fillSince(template: string, sinceMs: number, nowMs: number, zone: Zone): string {
  return template
    .replaceAll('{since}', () => `${formatTime(sinceMs, nowMs, zone)} (${formatDuration(nowMs - sinceMs)})`)
    .replaceAll('{age}', () => formatDuration(nowMs - sinceMs))
    .replaceAll(/\{until:(\d+)\}/g, (_, digits: string) => formatUntil(Number(digits), nowMs, zone));
}

/**
 * The sentence for what is told at the moment it begins and read at any later one, such as an event or a message:
 * without its "since", which would say "0 s" for ever. Coming times are in UTC.
 */
export function withoutSince(template: string, nowMs: number): string {
  return fillSince(template.replaceAll(' since {since}', ''), nowMs, nowMs, 'UTC');
}

function formatUntil(untilMs: number, nowMs: number, zone: Zone): string {
  const left = untilMs > nowMs ? `${formatDuration(untilMs - nowMs)} left` : 'any moment now';
  return `${formatTime(untilMs, nowMs, zone)} (${left})`;
}

/** A time of day in a zone, with the date when that is not today's: "10:42 UTC", "20 Nov 10:42 UTC". */
export function formatTime(atMs: number, nowMs: number, zone: Zone): string {
  const at = wallText(atMs, zone);
  const today = wallText(nowMs, zone).slice(0, 10);
  const date = at.startsWith(today) ? '' : `${dayWords(at, today)} `;
  return `${date}${at.slice(11, 16)}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** "20 Nov", and "20 Nov 2025" where that is not this year. */
function dayWords(at: string, today: string): string {
  const month = MONTHS[Number(at.slice(5, 7)) - 1];
  const words = `${Number(at.slice(8, 10))} ${month}`;
  return at.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${at.slice(0, 4)}`;
}

// Spelled out here because the runtimes' locale data disagree ("Sep", "Sept") and server and browser must not.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
