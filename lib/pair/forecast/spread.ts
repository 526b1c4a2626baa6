import type { WatchedHour } from './history.ts';
import { HOUR_MS, hourOfWeek } from './week-curve.ts';
import { rateOf, rateWithout, type WeekHour, weightOf } from './week-rates.ts';

/** How far what comes strays from what is expected. */
export type Spread = {
  /** Variance of an hour's clients by their mean: 1 when each comes by chance, more when they come in groups. */
  clumping: number;
  /** Standard deviation of whole days, as a share of what is expected of them. */
  dayToDay: number;
};

const DAY_MS = 24 * HOUR_MS;

/** What days are held to stray by until some were seen, and how many days that counts for. */
const USUAL_DAY_TO_DAY = 0.3;
const USUAL_DAYS = 2;

/** A day of which less was seen than this many hours says nothing of days. */
const MIN_HOURS_OF_DAY = 12;

/** Standard deviations that happen to a pool about once a year. */
const EXCESS_SIGMAS = 3.3;

type Judged = { at: number; clients: number; expected: number };

type Day = { clients: number; expected: number; watchedHours: number; hours: Judged[] };

/** Each hour that was watched is held against what all the others say of it. */
export function spreadOf(watched: readonly WatchedHour[], week: readonly WeekHour[]): Spread {
  const youngest = watched.at(-1)?.at ?? 0;
  const byDay = new Map<number, Day>();
  for (const { at, clients, watched: part } of watched) {
    const ofWeek = week[hourOfWeek(at)];
    if (!ofWeek) continue; // there are 168 of them; the type of an array can't say so
    const weight = weightOf(youngest - at);
    const expected = rateWithout(ofWeek, weight * clients, weight * part) * part;
    addTo(byDay, { at, clients, expected }, part);
  }
  const days = [...byDay.values()].filter((day) => day.watchedHours >= MIN_HOURS_OF_DAY);
  const clumping = clumpingOf(days);
  return { clumping, dayToDay: dayToDayOf(days, clumping) };
}

/** How many clients more than expected came in some hours, if more than chance, groups and a busy day make of it; else 0. */
export function excessOf(
  hours: readonly WatchedHour[],
  week: readonly WeekHour[],
  { clumping, dayToDay }: Spread,
): number {
  let excess = 0;
  let expected = 0;
  for (const { at, clients, watched } of hours) {
    const ofWeek = week[hourOfWeek(at)];
    const usual = ofWeek ? rateOf(ofWeek) * watched : 0;
    expected += usual;
    excess += clients - usual;
  }
  const variance = Math.max(1, clumping * expected) + (dayToDay * expected) ** 2;
  return excess > EXCESS_SIGMAS * Math.sqrt(variance) ? excess : 0;
}

/** Days in UTC. */
function addTo(days: Map<number, Day>, hour: Judged, watched: number): void {
  const key = Math.floor(hour.at / DAY_MS);
  const day = days.get(key) ?? { clients: 0, expected: 0, watchedHours: 0, hours: [] };
  day.clients += hour.clients;
  day.expected += hour.expected;
  day.watchedHours += watched;
  day.hours.push(hour);
  days.set(key, day);
}

/** From how hours differ within days, once each day is taken for as busy as it was. */
function clumpingOf(days: readonly Day[]): number {
  let squares = 0;
  let counted = 0;
  for (const { clients, expected, hours } of days) {
    const level = expected === 0 ? 0 : clients / expected;
    for (const hour of hours) squares += (hour.clients - level * hour.expected) ** 2;
    counted += clients;
  }
  return counted === 0 ? 1 : Math.max(1, squares / counted);
}

/** From how days differ, less what chance and groups make of it. */
function dayToDayOf(days: readonly Day[], clumping: number): number {
  let excess = 0;
  let squares = 0;
  for (const { clients, expected } of days) {
    excess += (clients - expected) ** 2 - clumping * expected;
    squares += expected ** 2;
  }
  const seen = squares === 0 ? 0 : Math.max(0, excess / squares);
  const variance = (USUAL_DAYS * USUAL_DAY_TO_DAY ** 2 + days.length * seen) / (USUAL_DAYS + days.length);
  return Math.sqrt(variance);
}
