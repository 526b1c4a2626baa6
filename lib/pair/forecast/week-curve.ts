/** What comes in each hour of a week, summed up once so that any stretch of time is two look-ups and any amount a search. */

export const HOUR_MS = 3_600_000;
export const HOURS_PER_WEEK = 168;
const WEEK_MS = HOURS_PER_WEEK * HOUR_MS;

/** The week begins where 1970 did, on a Thursday in UTC. */
export const hourOfWeek = (at: number): number => Math.floor(at / HOUR_MS) % HOURS_PER_WEEK;

export type WeekCurve = {
  /** What has come by the begin of each hour of the week, and by its end: 169 values that never fall. */
  readonly byHour: Float64Array;
  readonly perWeek: number;
};

/** The curve of 168 rates per hour, none negative. */
export function weekCurve(perHour: ArrayLike<number>): WeekCurve {
  const byHour = new Float64Array(HOURS_PER_WEEK + 1);
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    byHour[hour + 1] = at(byHour, hour) + (perHour[hour] ?? 0);
  }
  return { byHour, perWeek: at(byHour, HOURS_PER_WEEK) };
}

/** What has come since 1970, were every week this one. */
export function amountUntil({ byHour, perWeek }: WeekCurve, time: number): number {
  const weeks = Math.floor(time / WEEK_MS);
  const hours = (time - weeks * WEEK_MS) / HOUR_MS;
  const hour = Math.floor(hours);
  const begin = at(byHour, hour);
  return weeks * perWeek + begin + (hours - hour) * (at(byHour, hour + 1) - begin);
}

/** When so much (above 0) has come since 1970; Infinity when nothing ever comes. */
export function timeOfAmount({ byHour, perWeek }: WeekCurve, amount: number): number {
  if (perWeek === 0) return Number.POSITIVE_INFINITY;
  const weeks = Math.floor(amount / perWeek);
  const rest = amount - weeks * perWeek;
  const hour = lastHourBelow(byHour, rest);
  const begin = at(byHour, hour);
  const inHour = at(byHour, hour + 1) - begin;
  const part = inHour === 0 ? 0 : (rest - begin) / inHour;
  return weeks * WEEK_MS + (hour + part) * HOUR_MS;
}

/** The last hour that begins with less than an amount; the first one for none. */
function lastHourBelow(byHour: Float64Array, amount: number): number {
  let low = 0;
  let high = HOURS_PER_WEEK;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(byHour, middle) < amount) low = middle;
    else high = middle;
  }
  return low;
}

/** Every index here is in range; the type of an array can't say so. */
function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
