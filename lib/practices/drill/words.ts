import { formatDuration } from '../../pair/duration.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A duration that is held against another: to the second below an hour, and to a tenth of one below ten seconds. */
export function exactly(ms: number): string {
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`;
  if (ms < MINUTE_MS || ms >= HOUR_MS) return formatDuration(ms);
  const seconds = Math.floor((ms % MINUTE_MS) / 1000);
  return seconds === 0 ? formatDuration(ms) : `${formatDuration(ms)} ${seconds} s`;
}
