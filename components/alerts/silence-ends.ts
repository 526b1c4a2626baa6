import { instantsOf, wallOf } from '../../lib/zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** When people are at work again. */
const MORNING_MS = 8 * HOUR_MS;

export type SilenceEnd = '30min' | '2h' | '8h' | 'morning' | 'own';

export const SILENCE_ENDS: readonly { value: SilenceEnd; words: string }[] = [
  { value: '30min', words: '30 min' },
  { value: '2h', words: '2 h' },
  { value: '8h', words: '8 h' },
  { value: 'morning', words: 'tomorrow 08:00' },
  { value: 'own', words: 'another time' },
];

/** When a silence chosen at `now` ends, by clocks of the reader's zone; null for an own end that is no time yet. */
export function endOfSilence(end: SilenceEnd, ownEnd: string, now: number, zone: string): number | null {
  switch (end) {
    case '30min':
      return now + 30 * MINUTE_MS;
    case '2h':
      return now + 2 * HOUR_MS;
    case '8h':
      return now + 8 * HOUR_MS;
    case 'morning':
      return tomorrowMorning(now, zone);
    case 'own':
      return timeTyped(ownEnd, zone);
  }
}

function tomorrowMorning(now: number, zone: string): number {
  const tomorrow = (Math.floor(wallOf(now, zone) / DAY_MS) + 1) * DAY_MS;
  return Math.max(...instantsOf(tomorrow + MORNING_MS, zone));
}

/** `2026-07-21T10:42`, as a field for date and time gives it; the later of two such times in autumn. */
function timeTyped(text: string, zone: string): number | null {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? null : Math.max(...instantsOf(wall, zone));
}
