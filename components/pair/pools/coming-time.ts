import { formatTime, type Zone } from '../../../lib/pair/sentence.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How finely a forecast is told: the farther it is, the less its minutes mean, and the less it flickers. */
function stepMs(leftMs: number): number {
  if (leftMs < 2 * HOUR_MS) return MINUTE_MS;
  return leftMs < DAY_MS ? 10 * MINUTE_MS : HOUR_MS;
}

/** A time that a forecast gives, as finely as that is worth: "14:20 UTC", "Tue 14:00 UTC", beyond six days "21 Jul 14:00 UTC". */
export function formatComing(atMs: number, nowMs: number, zone: Zone): string {
  const step = stepMs(atMs - nowMs);
  const rounded = Math.round(atMs / step) * step;
  const plain = formatTime(rounded, nowMs, zone);
  const isToday = plain === formatTime(rounded, rounded, zone);
  if (isToday || rounded - nowMs > 6 * DAY_MS) return plain;
  return `${weekdayOf(rounded, zone)} ${formatTime(rounded, rounded, zone)}`;
}

const weekdays = new Map<Zone, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and a page of pools is drawn every second. */
function weekdayOf(ms: number, zone: Zone): string {
  const formatter =
    weekdays.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { ...(zone === 'local' ? {} : { timeZone: zone }), weekday: 'short' });
  weekdays.set(zone, formatter);
  return formatter.format(ms);
}
