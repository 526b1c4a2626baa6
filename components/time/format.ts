import type { Zone } from '../../lib/pair/sentence.ts';

/** A time of day to the second in a zone: "10:42:03". */
export function formatSeconds(atMs: number, zone: Zone): string {
  const { hour, minute, second } = secondsParts(atMs, zone);
  return `${hour}:${minute}:${second}`;
}

/** The raw value behind an age, unambiguous in any log: "2026-07-21 10:42:03.123 UTC", "… Europe/Berlin". */
export function formatExact(atMs: number, zone: Zone): string {
  const milliseconds = String(atMs % 1000).padStart(3, '0');
  return `${dayOf(atMs, zone)} ${formatSeconds(atMs, zone)}.${milliseconds} ${zone}`;
}

/** The day a time belongs to in a zone, as a heading: "Today" or "2026-07-20". */
export function formatDay(atMs: number, nowMs: number, zone: Zone): string {
  const day = dayOf(atMs, zone);
  return day === dayOf(nowMs, zone) ? 'Today' : day;
}

function dayOf(ms: number, zone: Zone): string {
  const { year, month, day } = secondsParts(ms, zone);
  return `${year}-${month}-${day}`;
}

type SecondsParts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

const formatters = new Map<Zone, Intl.DateTimeFormat>();

function secondsParts(atMs: number, zone: Zone): SecondsParts {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      ...(zone === 'local' ? {} : { timeZone: zone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(atMs).map((part) => [part.type, part.value]));
  return parts as SecondsParts; // the formatter was asked for exactly these parts
}
