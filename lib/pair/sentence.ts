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
  const at = partsOf(atMs, zone);
  const today = partsOf(nowMs, zone);
  const sameDay = at.year === today.year && at.month === today.month && at.day === today.day;
  const year = at.year === today.year ? '' : `${at.year} `;
  const date = sameDay ? '' : `${at.day} ${MONTHS[at.month - 1]} ${year}`;
  return `${date}${at.hour}:${at.minute}${zone === 'UTC' ? ' UTC' : ''}`;
}

// Spelled out here because the runtimes' locale data disagree ("Sep", "Sept") and server and browser must not.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function partsOf(ms: number, zone: Zone) {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const text = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    year: Number(text('year')),
    month: Number(text('month')),
    day: Number(text('day')),
    hour: text('hour'),
    minute: text('minute'),
  };
}

const formatters = new Map<Zone, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and a page fills its sentences every second. */
function formatterFor(zone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-GB', {
    ...(zone === 'local' ? {} : { timeZone: zone }),
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, formatter);
  return formatter;
}
