import { type NewClientHistory, type WatchedHour, watchedHours, watchedMs } from './history.ts';
import { excessOf, type Spread, spreadOf } from './spread.ts';
import { amountUntil, HOUR_MS, hourOfWeek, timeOfAmount, type WeekCurve, weekCurve } from './week-curve.ts';
import { rateOf, weekHours } from './week-rates.ts';

/** What a history says of the new clients to come. */
export type Arrivals = Spread & {
  /** For how long clients were counted. */
  watchedMs: number;
  /** Expected clients through the week. */
  curve: WeekCurve;
  /** Of these, the ones in hours of the week that were never watched; null when all were. */
  unseen: WeekCurve | null;
  /** A flood: so many an hour on top of what is usual, for as long as it is held to go on. */
  surge: { perHour: number; until: number } | null;
};

/** When something comes: as likely before `at` as after, with 10 % before `low` and 10 % after `high`. Infinity for never. */
export type TimeRange = { low: number; at: number; high: number };

/** The 90 % point of the normal distribution. */
const Z_90 = 1.2816;

/** What no history tells of (a week of holidays, a new building), as a share of all. */
const UNFORESEEN = 0.1;

/** What is only guessed (hours of the week that were never watched, a flood that goes on) may stray by this share of itself. */
const GUESS_STRAY = 1;

const WEEK_MS = 168 * HOUR_MS;

/** What came on top within this time is taken to come on for as long again. */
const RECENT_MS = 6 * HOUR_MS;

/** Makes of a history what forecasts need; a fraction of a millisecond, so to be kept until the history changes. */
export function learnArrivals(history: NewClientHistory): Arrivals {
  const watched = watchedHours(history);
  // What is recent is judged by what was before, or a flood would itself be the proof that floods are usual.
  const recentFrom = history.until - RECENT_MS;
  const settled = watched.filter(({ at }) => at < recentFrom);
  const recent = watched.slice(settled.length);
  const settledWeek = weekHours(settled);
  const spread = spreadOf(settled, settledWeek);
  const surge = surgeOf(recent, excessOf(recent, settledWeek, spread), history.until);
  const week = surge ? settledWeek : weekHours(watched);
  const rates = week.map(rateOf);
  const unseenRates = rates.map((rate, index) => (week[index]?.hours === 0 ? rate : 0));
  return {
    ...spread,
    watchedMs: watchedMs(history),
    curve: weekCurve(rates),
    unseen: week.some(({ hours }) => hours === 0) ? weekCurve(unseenRates) : null,
    surge,
  };
}

function surgeOf(recent: readonly WatchedHour[], excess: number, now: number): Arrivals['surge'] {
  const hours = recent.reduce((sum, { watched }) => sum + watched, 0);
  return excess > 0 ? { perHour: excess / hours, until: now + RECENT_MS } : null;
}

/** Clients expected in an hour as they come at a time. */
export function rateAt({ curve, surge }: Arrivals, now: number): number {
  const hour = hourOfWeek(now);
  const usual = (curve.byHour[hour + 1] ?? 0) - (curve.byHour[hour] ?? 0);
  return surge && now < surge.until ? usual + surge.perHour : usual;
}

/** Arrivals as seen from one moment: what every forecast from then on has in common. */
export type Outlook = {
  arrivals: Arrivals;
  now: number;
  /** What the curve has come to by now. */
  come: number;
};

export function outlookFrom(arrivals: Arrivals, now: number): Outlook {
  return { arrivals, now, come: amountUntil(arrivals.curve, now) };
}

/**
 * When so many clients (above 0) will have come from then on. How many are expected by the moment the last of them comes
 * is a gamma distribution around their number, here by the approximation of Wilson and Hilferty; its spread joins
 * chance, groups, and days that differ, which even out over several days.
 */
export function whenCome(outlook: Outlook, clients: number): TimeRange {
  const { clumping, dayToDay, curve, watchedMs } = outlook.arrivals;
  const days = Math.max(1, clients / (curve.perWeek / 7));
  const weeks = Math.max(1, watchedMs / WEEK_MS);
  // Days differ from what is expected of them, and so did the few days that this is expected from.
  const ofDays = (dayToDay ** 2 / days) * (1 + 1 / weeks);
  // Fewer than come in one group come about as one client does: by a share of 1, and not at once.
  const ofChance = Math.min(1, clumping / clients);
  const known = ofChance + ofDays + UNFORESEEN ** 2;
  const variance = known + (GUESS_STRAY * guessedShare(outlook, clients)) ** 2;
  return {
    low: timeOf(outlook, clients * gammaShare(variance, -Z_90)),
    at: timeOf(outlook, clients * gammaShare(known, 0)),
    high: timeOf(outlook, clients * gammaShare(variance, Z_90)),
  };
}

/** A quantile of the gamma distribution of mean 1 and this variance; z is the normal distribution's. */
function gammaShare(variance: number, z: number): number {
  const root = Math.max(0, 1 - variance / 9 + (z * Math.sqrt(variance)) / 3);
  return root * root * root;
}

/** When so many are expected to have come. */
function timeOf(outlook: Outlook, clients: number): number {
  const { arrivals, now, come } = outlook;
  const { curve, surge } = arrivals;
  const extra = surge ? surgeUntil(surge, now, surge.until) : 0;
  if (surge && expectedUntil(outlook, surge.until) >= clients)
    return timeInSurge(outlook, clients, surge.until);
  return Math.max(now, timeOfAmount(curve, come + clients - extra));
}

/** On top of a curve it takes a search: to some milliseconds in six hours. */
function timeInSurge(outlook: Outlook, clients: number, until: number): number {
  let [low, high] = [outlook.now, until];
  for (let step = 0; step < 22; step++) {
    const middle = (low + high) / 2;
    if (expectedUntil(outlook, middle) < clients) low = middle;
    else high = middle;
  }
  return low;
}

function expectedUntil({ arrivals: { curve, surge }, now, come }: Outlook, to: number): number {
  return amountUntil(curve, to) - come + (surge ? surgeUntil(surge, now, to) : 0);
}

function surgeUntil({ perHour, until }: { perHour: number; until: number }, now: number, to: number): number {
  return (perHour * Math.max(0, Math.min(to, until) - now)) / HOUR_MS;
}

/** How much of what is expected until so many have come is only guessed. */
function guessedShare(outlook: Outlook, clients: number): number {
  const { arrivals, now } = outlook;
  const { unseen, surge } = arrivals;
  if (unseen === null && surge === null) return 0;
  const to = timeOf(outlook, clients);
  if (to <= now || to === Number.POSITIVE_INFINITY) return 0;
  const inUnseen = unseen ? amountUntil(unseen, to) - amountUntil(unseen, now) : 0;
  const inSurge = surge ? surgeUntil(surge, now, to) : 0;
  return (inUnseen + inSurge) / expectedUntil(outlook, to);
}
