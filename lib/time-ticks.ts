import type { Span } from './contracts/range.ts';
import { instantsOf, wallOf } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS_MS = [
  MINUTE_MS / 60,
  5_000,
  15_000,
  30_000,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  28 * DAY_MS,
  56 * DAY_MS,
];

/** Monday, 5 January 1970: weeks begin with it. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export type TimeTick = { at: number; text: string };

/** Round times of a zone in a span, at most `most` of them: "10:30" within a day, "21 Jul" where a day begins. */
export function timeTicks({ from, to }: Span, zone: string, most: number): TimeTick[] {
  const stepMs = STEPS_MS.find((step) => (to - from) / step <= most) ?? 112 * DAY_MS;
  const origin = stepMs >= 7 * DAY_MS ? FIRST_MONDAY_MS : 0;
  const firstWall = origin + Math.ceil((wallOf(from, zone) - origin) / stepMs) * stepMs;
  const lastWall = wallOf(to, zone);
  const ticks: TimeTick[] = [];
  // A zone may put its clocks forward or back in between, by which a step has none or two.
  for (let wall = firstWall; wall <= lastWall + HOUR_MS; wall += stepMs) {
    for (const at of instantsOf(wall, zone)) {
      if (at >= from && at <= to && wallOf(at, zone) === wall)
        ticks.push({ at, text: tickText(wall, stepMs) });
    }
  }
  return ticks;
}

function tickText(wall: number, stepMs: number): string {
  const [day = '', time = ''] = new Date(wall).toISOString().split('T');
  if (wall % DAY_MS === 0) return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
  return stepMs < MINUTE_MS ? time.slice(0, 8) : time.slice(0, 5);
}
