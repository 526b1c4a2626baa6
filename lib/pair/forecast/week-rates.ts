import type { WatchedHour } from './history.ts';
import { HOUR_MS, HOURS_PER_WEEK, hourOfWeek } from './week-curve.ts';

/** What was counted in one hour of the week, in all weeks together, and what the other hours make of it. */
export type WeekHour = {
  /** Clients and hours watched, older ones counting less. */
  clients: number;
  hours: number;
  /** Clients an hour to expect here by what came on such days and in such hours of the day. */
  usual: number;
};

const DAYS = 7;
const HOURS_PER_DAY = 24;

/** A week counts half as much as one that is so much younger: what grows is followed, and one odd week forgotten. */
const HALF_LIFE_MS = 2 * HOURS_PER_WEEK * HOUR_MS;

/** Hours at the mean rate that are added to each hour of the day, each day, and each hour of the week, before it is judged. */
const HOUR_OF_DAY_PRIOR = 0.3;
const DAY_PRIOR = 6;
const HOUR_OF_WEEK_PRIOR = 0.5;

/** Days and hours explain each other: so often in turn is enough for them to settle. */
const ROUNDS = 3;

/**
 * The 168 hours of the week. Where an hour was hardly seen, its rate is drawn to mean × day × hour of the day, each of
 * which is drawn to the mean of all in turn: the day's curve is known after a day and the weekend after the first one.
 */
export function weekHours(watched: readonly WatchedHour[]): WeekHour[] {
  const week = sumUp(watched);
  const mean = ratio(
    week.reduce((sum, { clients }) => sum + clients, 0),
    week.reduce((sum, { hours }) => sum + hours, 0),
  );
  let ofDay = new Array<number>(DAYS).fill(1);
  let ofHour = new Array<number>(HOURS_PER_DAY).fill(1);
  const usual = (index: number) => mean * (ofDay[dayOf(index)] ?? 1) * (ofHour[hourOf(index)] ?? 1);
  for (let round = 0; round < ROUNDS && mean > 0; round++) {
    ofHour = correct(ofHour, week, hourOf, usual, HOUR_OF_DAY_PRIOR * mean);
    ofDay = correct(ofDay, week, dayOf, usual, DAY_PRIOR * mean);
  }
  return week.map((hour, index) => ({ ...hour, usual: usual(index) }));
}

/** Clients an hour to expect. */
export const rateOf = (hour: WeekHour): number => rateWithout(hour, 0, 0);

/** What would be expected had some of the clients and hours (as they count by their age) not been seen. */
export function rateWithout({ clients, hours, usual }: WeekHour, fewer: number, lessHours: number): number {
  const seen = Math.max(0, clients - fewer);
  const during = Math.max(0, hours - lessHours);
  return (seen + HOUR_OF_WEEK_PRIOR * usual) / (during + HOUR_OF_WEEK_PRIOR);
}

/** How much an hour counts, by its age: 1 for the youngest. */
export const weightOf = (ageMs: number): number => 0.5 ** (ageMs / HALF_LIFE_MS);

function sumUp(watched: readonly WatchedHour[]): { clients: number; hours: number }[] {
  const week = Array.from({ length: HOURS_PER_WEEK }, () => ({ clients: 0, hours: 0 }));
  const youngest = watched.at(-1)?.at ?? 0;
  for (const { at, clients, watched: part } of watched) {
    const hour = week[hourOfWeek(at)];
    if (!hour) continue; // there are 168 of them; the type of an array can't say so
    const weight = weightOf(youngest - at);
    hour.clients += weight * clients;
    hour.hours += weight * part;
  }
  return week;
}

/** Each factor so that its hours come to what was counted in them, `prior` clients as expected being added to both. */
function correct(
  factors: readonly number[],
  week: readonly { clients: number; hours: number }[],
  groupOf: (index: number) => number,
  usual: (index: number) => number,
  prior: number,
): number[] {
  const counted = factors.map(() => prior);
  const expected = factors.map(() => prior);
  for (const [index, { clients, hours }] of week.entries()) {
    const group = groupOf(index);
    const factor = factors[group] ?? 1;
    counted[group] = (counted[group] ?? 0) + clients;
    expected[group] = (expected[group] ?? 0) + (hours * usual(index)) / factor;
  }
  return counted.map((clients, group) => ratio(clients, expected[group] ?? 0));
}

const dayOf = (index: number): number => Math.floor(index / HOURS_PER_DAY);
const hourOf = (index: number): number => index % HOURS_PER_DAY;
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
