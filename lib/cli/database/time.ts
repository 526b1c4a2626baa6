import { formatDuration } from '../../pair/duration.ts';

/** A time in UTC with how far it is from `now`: `2025-11-21 10:42:00Z (6 min ago)`. */
export function timeWithAge(iso: string, now: number): string {
  const ms = Date.parse(iso);
  const utc = new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const distance = ms > now ? `in ${formatDuration(ms - now)}` : `${formatDuration(now - ms)} ago`;
  return `${utc} (${distance})`;
}
