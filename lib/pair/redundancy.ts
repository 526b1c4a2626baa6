import type { Judgement } from './judgement.ts';

/** How many servers answered clients, from when until when. */
export type AnsweringStay = { servers: 0 | 1 | 2; from: number; until: number };

/** Minutes of a day (UTC) in which two servers answered clients, one, none; and those that nobody saw. */
export type RedundancyDay = { day: string; two: number; one: number; none: number; unseen: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * How many servers answer clients now; null when that is not known. A server we can't read is only counted out when its
 * partner has lost it too: then at most one answers, and the one we hear does. `down` says that nobody answers, also of
 * servers that give no word.
 */
export function answeringServers({
  verdict,
  answering,
  link,
}: Pick<Judgement, 'verdict' | 'answering' | 'link'>): AnsweringStay['servers'] | null {
  if (verdict === 'down') return 0;
  const yes = answering.filter((server) => server.answering === true).length;
  if (answering.every((server) => server.answering !== null)) return yes === 0 ? 0 : yes === 1 ? 1 : 2;
  return yes === 1 && link.status === 'down' ? 1 : null;
}

/**
 * The record of the days that begin from `from` on and before `to`, oldest first; the last one only as far as `to`. Stays
 * may lie over each other where our clock was set back: no minute counts twice.
 */
export function redundancyByDay(stays: readonly AnsweringStay[], from: number, to: number): RedundancyDay[] {
  const days: RedundancyDay[] = [];
  const byBegin = stays.toSorted((one, other) => one.from - other.from);
  for (let begin = Math.floor(from / DAY_MS) * DAY_MS; begin < to; begin += DAY_MS) {
    const end = Math.min(begin + DAY_MS, to);
    const seenMs = [0, 0, 0];
    let seenUntil = begin;
    for (const stay of byBegin) {
      const ms = Math.min(stay.until, end) - Math.max(stay.from, seenUntil);
      seenUntil = Math.max(stay.until, seenUntil);
      if (ms > 0) seenMs[stay.servers] = (seenMs[stay.servers] ?? 0) + ms;
    }
    const [none = 0, one = 0, two = 0] = seenMs;
    const unseen = Math.max(0, end - begin - none - one - two);
    const day = new Date(begin).toISOString().slice(0, 10);
    days.push({ day, two: minutes(two), one: minutes(one), none: minutes(none), unseen: minutes(unseen) });
  }
  return days;
}

/** To a tenth: an outage of seconds must not vanish. */
const minutes = (ms: number): number => Math.ceil(ms / (MINUTE_MS / 10)) / 10;
