import { isoOfWallTime, wallTime } from '../time/wall-time.ts';

/** The day of a due time by the clocks of a zone, as an input `date` holds it; empty without one. */
export function dueDay(dueAt: string | null, zone: string): string {
  return dueAt === null ? '' : wallTime(Date.parse(dueAt), zone).slice(0, 10);
}

/**
 * The end of the day that was chosen; null for none. A time that is of that day already stays, as it may have been set by the
 * API or by clocks of another zone.
 */
export function dueTime(day: string, before: string | null, zone: string): string | null {
  if (day === '') return null;
  return day === dueDay(before, zone) ? before : isoOfWallTime(`${day}T23:59`, zone);
}
