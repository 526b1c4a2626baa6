import { medianOf } from '../../pair/median.ts';
import type { ServerPoolHours } from '../../store/pool-hours.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** Fewer hours than these say nothing of what is usual. */
const LEAST_HOURS = 3;

const DAYS_BEFORE = [1, 2, 3, 4, 5, 6, 7].map((days) => days * DAY_MS);
const WEEKS_BEFORE = [1, 2, 3, 4].map((weeks) => weeks * WEEK_MS);

/** How many leases usually end without renewal in some hours, by their begins in milliseconds; what is not known is left out. */
export type UsualEndings = ReadonlyMap<number, number>;

/** The hours, by their begins, whose endings tell what is usual at `now`. */
export function hoursToLearnFrom(now: number): Set<number> {
  return new Set(hoursAround(now).flatMap(hoursLike).flatMap(hoursAround));
}

/**
 * What is usual in the hour of `now`, the one before and the one after, by the key of each pool: enough until it is learnt
 * again. `told` is what the servers told of the hours to learn from, `keys` has the key of each pool by its id.
 */
export function learnUsualEndings(
  told: readonly ServerPoolHours[],
  keys: ReadonlyMap<number, string>,
  now: number,
): Map<string, UsualEndings> {
  const learnt = new Map<string, UsualEndings>();
  for (const [poolId, key] of keys) {
    const countAt = countsOf(poolId, told);
    const known = hoursAround(now).flatMap((hour): [number, number][] => {
      const usual = usualIn(hour, countAt);
      return usual === null ? [] : [[hour, usual]];
    });
    if (known.length > 0) learnt.set(key, new Map(known));
  }
  return learnt;
}

/** How many end in the hour up to `now`, which lies in two hours of the clock; null while either is not known. */
export function usualAt(usual: UsualEndings | undefined, now: number): number | null {
  const hour = hourOf(now);
  const [before, current] = [usual?.get(hour - HOUR_MS), usual?.get(hour)];
  if (before === undefined || current === undefined) return null;
  const part = (now - hour) / HOUR_MS;
  return Math.round(before * (1 - part) + current * part);
}

/** By the same hour of the week in the last four weeks, else of the day in the last seven; `countAt` gives null for an hour not counted. */
function usualIn(hour: number, countAt: (hour: number) => number | null): number | null {
  for (const before of [WEEKS_BEFORE, DAYS_BEFORE]) {
    const counts = before.flatMap((ms) => countAt(hour - ms) ?? []);
    if (counts.length >= LEAST_HOURS) return medianOf(counts);
  }
  return null;
}

const hoursLike = (hour: number): number[] => [...WEEKS_BEFORE, ...DAYS_BEFORE].map((ms) => hour - ms);

/** The hour of a time with those at either side. */
function hoursAround(at: number): number[] {
  const hour = hourOf(at);
  return [hour - HOUR_MS, hour, hour + HOUR_MS];
}

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/**
 * The endings of a pool in an hour by the server that told of more; null where none read its file throughout: it read in
 * that hour and in those at either side.
 */
function countsOf(poolId: number, servers: readonly ServerPoolHours[]): (hour: number) => number | null {
  const told = servers.flatMap(({ watched, pools }) => {
    const pool = pools.get(poolId);
    if (!pool) return [];
    return [
      { watched, since: pool.since, counts: new Map(pool.hours.map((each) => [each.hour, each.count])) },
    ];
  });
  return (hour) => {
    const whole = told.filter(
      ({ watched, since }) => hour >= since && hoursAround(hour).every((each) => watched.has(each)),
    );
    return whole.length === 0 ? null : Math.max(...whole.map(({ counts }) => counts.get(hour) ?? 0));
  };
}
