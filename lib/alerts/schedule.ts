import { type Schedule, WEEKDAYS } from '../contracts/silence.ts';
import { instantsOf, wallOf, type ZoneName } from '../zone.ts';

/** Milliseconds since 1970; the end is no part of it. */
export type Occurrence = { startsAt: number; endsAt: number };

type Weekly = Extract<Schedule, { kind: 'weekly' }>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The occurrence that goes on at `now`; null: none does.
 * @throws RangeError for a zone nobody knows.
 */
export function occurrenceAt(schedule: Schedule, now: number): Occurrence | null {
  const around = occurrences(schedule, now, [-1, 0]);
  return around.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt) ?? null;
}

/**
 * The first occurrence that begins later than `now`; null: there is none any more.
 * @throws RangeError for a zone nobody knows.
 */
export function nextOccurrence(schedule: Schedule, now: number): Occurrence | null {
  const coming = occurrences(schedule, now, [0, 1, 2, 3, 4, 5, 6, 7]);
  return coming.find(({ startsAt }) => startsAt > now) ?? null;
}

/** The one of a schedule for once, or those that begin on these days, counted from the day that clocks of the zone show at `now`. */
function occurrences(schedule: Schedule, now: number, days: readonly number[]): Occurrence[] {
  if (schedule.kind === 'once') {
    return [{ startsAt: Date.parse(schedule.startsAt), endsAt: Date.parse(schedule.endsAt) }];
  }
  const today = Math.floor(wallOf(now, schedule.zone) / DAY_MS);
  return days
    .map((ahead) => today + ahead)
    .filter((day) => schedule.days.some((name) => WEEKDAYS.indexOf(name) === weekdayOf(day)))
    .map((day) => weeklyOccurrence(schedule, day));
}

/** Place in the week, from Monday, of a day counted from the first of 1970, which was a Thursday. */
function weekdayOf(day: number): number {
  return (day + WEEKDAYS.indexOf('thu')) % 7;
}

/** From and to are wall times: where clocks are put back in between it is longer by that hour. Equal ones are a whole day. */
function weeklyOccurrence({ from, to, zone }: Weekly, day: number): Occurrence {
  const begin = day * DAY_MS + timeOfDayMs(from);
  const end = day * DAY_MS + timeOfDayMs(to);
  return {
    startsAt: firstInstant(begin, zone),
    endsAt: Math.max(...instantsOf(end > begin ? end : end + DAY_MS, zone)),
  };
}

function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}

/**
 * When clocks first show a wall time or a later one: a time that spring leaves out comes when the clocks are put forward. As
 * an end it comes as much later as they were, so that no window is lost with the hour.
 */
function firstInstant(wallMs: number, zone: ZoneName): number {
  let at = Math.min(...instantsOf(wallMs, zone));
  while (wallOf(at - MINUTE_MS, zone) > wallMs) at -= MINUTE_MS;
  return at;
}
