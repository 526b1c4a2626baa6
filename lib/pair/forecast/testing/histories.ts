import type { NewClientHistory } from '../history.ts';
import { HOUR_MS } from '../week-curve.ts';

/** Histories of new clients made up hour by hour from a seed, with what came after the moment of a forecast. */

/** A Monday, 00:00 UTC. */
export const MONDAY = Date.UTC(2026, 9, 5);

export type Shape = {
  name: string;
  /** Clients expected in an hour: days and hours counted from a Monday 00:00. */
  rate(day: number, hour: number): number;
  /** How much whole days differ from what is expected of them: the standard deviation of the logarithm. */
  dayToDay: number;
  /** Rare hours in which so many times as many come, for a few hours. */
  bursts?: { perWeek: number; hours: number; times: number };
};

const OFFICE_DAY = [1, 1, 1, 1, 1, 2, 8, 30, 60, 40, 20, 15, 18, 22, 14, 10, 8, 6, 4, 3, 2, 2, 1, 1];
const onWorkdays = (day: number, workday: number, weekend: number) => (day % 7 < 5 ? workday : weekend);

export const SHAPES: readonly Shape[] = [
  {
    name: 'office',
    dayToDay: 0.15,
    rate: (day, hour) => onWorkdays(day, 1, 0.1) * (OFFICE_DAY[hour] ?? 0),
  },
  { name: 'flat', dayToDay: 0, rate: () => 6 },
  { name: 'flat, few', dayToDay: 0, rate: () => 0.2 },
  {
    name: 'quiet weekend',
    dayToDay: 0.1,
    rate: (day, hour) => onWorkdays(day, hour > 5 && hour < 20 ? 20 : 2, 0.05),
  },
  {
    name: 'growth',
    dayToDay: 0.15,
    rate: (day, hour) => 0.5 * 1.12 ** (day / 7) * (OFFICE_DAY[hour] ?? 0),
  },
  {
    name: 'conference',
    dayToDay: 0.2,
    rate: (_, hour) => 0.3 * (OFFICE_DAY[hour] ?? 0),
    bursts: { perWeek: 1, hours: 6, times: 8 },
  },
  {
    name: 'school',
    dayToDay: 0.15,
    rate: (day, hour) =>
      onWorkdays(day, 1, 0.02) * (day % 7 === 0 ? 2.5 : 1) * (hour > 6 && hour < 15 ? 40 : 0.5),
  },
];

/** Numbers from 0 up to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How many fall into a stretch of time in which so many are expected. */
function poisson(random: () => number, mean: number): number {
  let count = 0;
  let passed = -Math.log(1 - random());
  while (passed < mean) {
    count++;
    passed -= Math.log(1 - random());
  }
  return count;
}

/** When each new client came, oldest first, over so many days from `MONDAY` on. */
export function simulate(shape: Shape, days: number, random: () => number): number[] {
  const arrivals: number[] = [];
  let burstLeft = 0;
  for (let day = 0; day < days; day++) {
    const level = Math.exp(shape.dayToDay * normal(random) - shape.dayToDay ** 2 / 2);
    for (let hour = 0; hour < 24; hour++) {
      const { perWeek = 0, hours = 0, times = 1 } = shape.bursts ?? {};
      if (hour > 7 && hour < 14 && random() < perWeek / 42) burstLeft = hours;
      const mean = level * shape.rate(day, hour) * (burstLeft > 0 ? times : 1);
      burstLeft--;
      const begin = MONDAY + (day * 24 + hour) * HOUR_MS;
      const minutes = Array.from({ length: poisson(random, mean) }, () => begin + random() * HOUR_MS);
      arrivals.push(...minutes.sort((a, b) => a - b));
    }
  }
  return arrivals;
}

/** What was counted of them by the hour from one moment up to another. */
export function countedOf(arrivals: readonly number[], since: number, until: number): NewClientHistory {
  const counts = new Map<number, number>();
  for (const at of arrivals) {
    if (at < since || at >= until) continue;
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  return { since, until, gaps: [], hours: [...counts].map(([hour, count]) => ({ hour, count })) };
}
