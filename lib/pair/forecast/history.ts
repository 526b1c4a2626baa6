import { HOUR_MS } from './week-curve.ts';

/** How many clients got an address of one pool that they did not have, as one lease file tells. Times in milliseconds. */
export type NewClientHistory = {
  /** From when on they were counted. */
  since: number;
  /** Up to when: the last reading. */
  until: number;
  /** Times in between when nobody counted, in any order, none over another. */
  gaps: readonly { from: number; to: number }[];
  /** Begins of hours in UTC, oldest first; one that is not named had none. */
  hours: readonly { hour: number; count: number }[];
};

/** One hour of a history. */
export type WatchedHour = {
  /** Its begin. */
  at: number;
  clients: number;
  /** The part of it in which they were counted, above 0 and up to 1. */
  watched: number;
};

/** For how long clients were counted, in milliseconds. */
export function watchedMs({ since, until, gaps }: Omit<NewClientHistory, 'hours'>): number {
  let watched = Math.max(0, until - since);
  for (const gap of gaps) watched -= overlapMs(gap, since, until);
  return watched;
}

/** The history that was counted for longer: both lease files tell of the same clients. */
export function fullerHistory(one: NewClientHistory, other: NewClientHistory): NewClientHistory {
  return watchedMs(other) > watchedMs(one) ? other : one;
}

/** Every hour in which clients were counted, oldest first, those without any among them. */
export function watchedHours(history: NewClientHistory): WatchedHour[] {
  const { since, until, gaps } = history;
  const clients = new Map(history.hours.map(({ hour, count }) => [hour, count]));
  const hours: WatchedHour[] = [];
  for (let at = Math.floor(since / HOUR_MS) * HOUR_MS; at < until; at += HOUR_MS) {
    const [from, to] = [Math.max(at, since), Math.min(at + HOUR_MS, until)];
    const watched = watchedMs({ since: from, until: to, gaps }) / HOUR_MS;
    if (watched > 0) hours.push({ at, clients: clients.get(at) ?? 0, watched });
  }
  return hours;
}

function overlapMs(span: { from: number; to: number }, from: number, to: number): number {
  return Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
}
