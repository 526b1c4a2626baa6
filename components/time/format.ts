import type { Zone } from '../../lib/pair/sentence.ts';
import { wallText } from '../../lib/zone.ts';

/** A time of day to the second in a zone: "10:42:03". */
export function formatSeconds(atMs: number, zone: Zone): string {
  return wallText(atMs, zone).slice(11, 19);
}

/** The raw value behind an age, unambiguous in any log: "2026-07-21 10:42:03.123 UTC", "… Europe/Berlin". */
export function formatExact(atMs: number, zone: Zone): string {
  return `${wallText(atMs, zone).replace('T', ' ')} ${zone}`;
}

/** The day a time belongs to in a zone, as a heading: "Today" or "2026-07-20". */
export function formatDay(atMs: number, nowMs: number, zone: Zone): string {
  const day = dayOf(atMs, zone);
  return day === dayOf(nowMs, zone) ? 'Today' : day;
}

const dayOf = (ms: number, zone: Zone): string => wallText(ms, zone).slice(0, 10);
