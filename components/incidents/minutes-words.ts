import { formatDuration } from '../../lib/pair/duration.ts';

/** Minutes for people, down to seconds: an outage of 12 s must not read as none. */
export function minutesWords(minutes: number): string {
  return formatDuration(Math.round(minutes * 60_000));
}
