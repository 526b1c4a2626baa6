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
  const firstDay = Math.floor(from / DAY_MS);
  const seenMs: SeenMs[] = [];
  for (let day = firstDay; day * DAY_MS < to; day += 1) seenMs.push([0, 0, 0]);
  let seenUntil = firstDay * DAY_MS;
  for (const stay of stays.toSorted((one, other) => one.from - other.from)) {
    const until = Math.min(stay.until, to);
    for (let at = Math.max(stay.from, seenUntil); at < until; ) {
      const day = Math.floor(at / DAY_MS);
      const end = Math.min((day + 1) * DAY_MS, until);
      const ofDay = seenMs[day - firstDay];
      if (ofDay) ofDay[stay.servers] += end - at;
      at = end;
    }
    seenUntil = Math.max(stay.until, seenUntil);
  }
  return seenMs.map((ofDay, index) => {
    const begin = (firstDay + index) * DAY_MS;
    return dayOf(begin, Math.min(begin + DAY_MS, to), ofDay);
  });
}

/** How long nobody answered, one, two. */
type SeenMs = [none: number, one: number, two: number];

function dayOf(begin: number, end: number, [none, one, two]: SeenMs): RedundancyDay {
  const unseen = Math.max(0, end - begin - none - one - two);
  const day = new Date(begin).toISOString().slice(0, 10);
  return { day, two: minutes(two), one: minutes(one), none: minutes(none), unseen: minutes(unseen) };
}

/** To a tenth: an outage of seconds must not vanish. */
const minutes = (ms: number): number => Math.ceil(ms / (MINUTE_MS / 10)) / 10;
