import type { PeriodKind } from '../contracts/period-report.ts';
import { instantsOf, wallOf, type ZoneName } from '../zone.ts';

const DAY_MS = 86_400_000;
/** The first of 1970 was a Thursday: the fourth day of its week. */
const THURSDAY = 3;

/** A week from Monday on, or a month, as clocks of a zone have it. Times are milliseconds since 1970; `until` is no part of it. */
export type PeriodBounds = {
  kind: PeriodKind;
  zone: ZoneName;
  /** `2026-W47`, `2026-11` */
  name: string;
  from: number;
  until: number;
};

/**
 * The week or month that a time lies in. One in which clocks are put forward or back is shorter or longer by that hour.
 * @throws RangeError for a zone nobody knows.
 */
export function periodAt(kind: PeriodKind, zone: ZoneName, at: number): PeriodBounds {
  const today = Math.floor(wallOf(at, zone) / DAY_MS);
  const { first, next, name } = kind === 'week' ? weekOf(today) : monthOf(today);
  return { kind, zone, name, from: dayBegin(first, zone), until: dayBegin(next, zone) };
}

/**
 * The last week or month that was over at a time.
 * @throws RangeError for a zone nobody knows.
 */
export function lastFullPeriod(kind: PeriodKind, zone: ZoneName, at: number): PeriodBounds {
  return periodAt(kind, zone, periodAt(kind, zone, at).from - 1);
}

/** The days of a stretch of time as clocks of a zone have them; the first and the last one as far as they lie in it. */
export function daysIn(
  { from, until }: { from: number; until: number },
  zone: ZoneName,
): { day: string; from: number; until: number }[] {
  const days: { day: string; from: number; until: number }[] = [];
  for (let at = from; at < until; ) {
    const number = Math.floor(wallOf(at, zone) / DAY_MS);
    const end = Math.min(until, dayBegin(number + 1, zone));
    days.push({ day: dayText(number), from: at, until: end });
    at = end;
  }
  return days;
}

type Days = { first: number; next: number; name: string };

function weekOf(day: number): Days {
  const first = day - ((((day + THURSDAY) % 7) + 7) % 7);
  // A week is of the year that its Thursday is in.
  const thursday = first + THURSDAY;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7);
  return { first, next: first + 7, name: `${year}-W${String(week).padStart(2, '0')}` };
}

function monthOf(day: number): Days {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    first: Date.UTC(year, month, 1) / DAY_MS,
    next: Date.UTC(year, month + 1, 1) / DAY_MS,
    name: dayText(day).slice(0, 7),
  };
}

/** Where spring leaves midnight out, a day begins when the clocks are put forward. */
function dayBegin(day: number, zone: ZoneName): number {
  return Math.min(...instantsOf(day * DAY_MS, zone));
}

const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
