import { formatDuration } from '../../pair/duration.ts';

/** A time for people who read a message anywhere: `2026-11-21 10:42:31 UTC`. */
export function moment(time: string): string {
  return `${new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')} UTC`;
}

/** When something began and how long that was before `now`, the time of the message. */
export function since(start: string, now: string): string {
  return `${moment(start)} (${elapsed(start, now)})`;
}

/** From when to when something was. */
export function span(start: string, end: string): string {
  return `${moment(start)} to ${moment(end)} (${elapsed(start, end)})`;
}

function elapsed(start: string, end: string): string {
  return formatDuration(Date.parse(end) - Date.parse(start));
}
