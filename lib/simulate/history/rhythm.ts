import type { PoolPlan, Rhythm } from '../model/plan.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970 began on a Thursday. */
const FIRST_WEEKDAY = 4;

/** How much of its usual demand a pool has at the busiest and the quietest of a working day, and how much of that at weekends. */
type Habit = { least: number; weekend: number; busyHour: number };

const OFFICE: Habit = { least: 0.87, weekend: 0.92, busyHour: 13 };
const HOME: Habit = { least: 0.9, weekend: 1.04, busyHour: 20 };
/** Machines do not go home. */
const MACHINES: Habit = { least: 0.97, weekend: 1, busyHour: 12 };

const HABITS: [RegExp, Habit][] = [
  [/house-/, HOME],
  [/printers|phones|instruments|laundry/, MACHINES],
];

/** A fair draws guests: the days, counted back from the present one. */
export type BusyDays = { pool: string; daysBefore: readonly number[]; times: number };

/**
 * The clients' days and weeks (UTC), which end at `presentMs` with exactly the plan's demand and stay there: the days before
 * lead up to it. `busy`: days with more of them.
 */
export function rhythmUntil(presentMs: number, busy: readonly BusyDays[] = []): Rhythm {
  const presentDay = Math.floor(presentMs / DAY_MS);
  return (pool, atMs) => {
    if (atMs >= presentMs) return 1;
    const day = Math.floor(atMs / DAY_MS);
    const crowd = busy.find((each) => each.pool === pool.name && each.daysBefore.includes(presentDay - day));
    const present = shareAt(pool, presentMs);
    const share = shareAt(pool, atMs);
    // Seen from a quiet present the busy hours would have no room.
    const usual = share <= present ? share / present : 1 + (MOST_MORE * (share - present)) / (MOST - present);
    const times = crowd ? 1 + (crowd.times - 1) * dayShape(atMs, OFFICE) : 1;
    // No two hours are alike; the last ones lead to what is usual, and the present goes on from there.
    const strays = 1 + wobble(pool, atMs) * Math.min(1, (presentMs - atMs) / LEADS_UP_MS);
    return usual * strays * times;
  };
}

/** The most that `shareAt` gives, and how much more than in the present that may come to. */
const MOST = 1.06;
const MOST_MORE = 0.12;

function shareAt({ name }: PoolPlan, atMs: number): number {
  const habit = HABITS.find(([names]) => names.test(name))?.[1] ?? OFFICE;
  const weekday = (Math.floor(atMs / DAY_MS) + FIRST_WEEKDAY) % 7;
  const isWeekend = weekday === 0 || weekday === 6;
  const share = habit.least + (1 - habit.least) * dayShape(atMs, habit);
  return isWeekend ? share * habit.weekend : share;
}

/** 1 at the busiest hour, 0 twelve hours from it, with a broad top. */
function dayShape(atMs: number, { busyHour }: Habit): number {
  const hours = (atMs % DAY_MS) / HOUR_MS;
  const wave = (1 + Math.cos(((hours - busyHour) / 24) * 2 * Math.PI)) / 2;
  return wave ** 0.7;
}

const LEADS_UP_MS = 2 * HOUR_MS;

/** A few percent more or less; the same for the same pool and hour. */
function wobble({ name }: PoolPlan, atMs: number): number {
  const seed = [...name].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7) % 997;
  const hours = atMs / HOUR_MS;
  return 0.006 * Math.sin(hours * 0.9 + seed) + 0.01 * Math.sin(hours * 0.13 + seed * 2);
}
