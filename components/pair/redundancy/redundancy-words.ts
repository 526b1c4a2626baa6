import type { RedundancyDto } from '../../../lib/contracts/redundancy.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';

export type RedundancyDay = RedundancyDto['days'][number];
type Minutes = Pick<RedundancyDay, 'two' | 'one' | 'none' | 'unseen'>;

/** The shortest that the record knows, a tenth of a minute. */
const RESOLUTION_MINUTES = 0.1;

const DAY_MS = 86_400_000;

/** Days taken together. */
function sumOf(days: readonly Minutes[]): Minutes {
  const sum = { two: 0, one: 0, none: 0, unseen: 0 };
  for (const day of days) {
    sum.two += day.two;
    sum.one += day.one;
    sum.none += day.none;
    sum.unseen += day.unseen;
  }
  return sum;
}

/** The record of the last days in one sentence. */
export function recordSentence(days: readonly Minutes[]): string {
  const { two, one, none, unseen } = sumOf(days);
  const seen = two + one + none;
  const span = `In the last ${days.length} days`;
  if (seen < RESOLUTION_MINUTES) return `${span} nobody saw how many servers answered.`;
  const missed = unseen < RESOLUTION_MINUTES ? 'nothing was unseen' : `${minuteWords(unseen)} were not seen`;
  return `${span} two servers answered ${shareWords(two, seen)} of the time seen, one ${minuteWords(one)}, none ${minuteWords(none)}; ${missed}.`;
}

/** One day in words: "two servers answered 23 h 48 min, one 12 min, none 0 min; all seen". */
export function dayWords({ two, one, none, unseen }: Minutes): string {
  if (two + one + none < RESOLUTION_MINUTES) return 'not seen';
  const missed = unseen < RESOLUTION_MINUTES ? 'all seen' : `${minuteWords(unseen)} not seen`;
  return `two servers answered ${minuteWords(two)}, one ${minuteWords(one)}, none ${minuteWords(none)}; ${missed}`;
}

/** Minutes of a record, in its two largest units: "0 min", "24 s", "1 h 3 min", of a whole day "24 h". */
export function minuteWords(minutes: number): string {
  // Sums of tenths fall short by what binary fractions can't hold.
  const ms = Math.round(minutes * 10) * 6000;
  if (ms === 0) return '0 min';
  return ms === DAY_MS ? '24 h' : formatDuration(ms);
}

/** A share of a whole in per cent, rounded down: 100 only where it is all of it. */
function shareWords(part: number, whole: number): string {
  if (part >= whole) return '100 %';
  return `${(Math.floor((10_000 * part) / whole) / 100).toFixed(2)} %`;
}
