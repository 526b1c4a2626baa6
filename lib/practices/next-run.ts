import type { PracticeOutcome } from '../contracts/practice.ts';
import { DAY_MS, type Standing } from './standing.ts';

const HOUR_MS = 3_600_000;
/** After what failed it is tried again within this part of its interval, at least an hour and at most a day later. */
const AGAIN = { part: 1 / 24, leastMs: HOUR_MS, mostMs: DAY_MS };
/** The first time is soon: a database that was never copied is what a backup is for. */
const FIRST = { afterMs: 10 * 60_000, spreadMs: 50 * 60_000 };

export type Tries = {
  since: number;
  /** The last time, whatever came of it; null: never. */
  last: { at: number; outcome: PracticeOutcome } | null;
  everyDays: number;
  /** From 0 to 1, the same for a duty of a pair each time: spreads the first ones. */
  spread: number;
};

/** When the collector is to do a duty by itself; null where it is not to. */
export function nextRunAt({ state, dueAt }: Standing, tries: Tries): number | null {
  const { since, last, everyDays, spread } = tries;
  if (dueAt === null || state === 'off') return null;
  if (last === null) return since + FIRST.afterMs + spread * FIRST.spreadMs;
  // What could not be decided is missing something that will hardly be there in an hour.
  if (last.outcome === 'not-done') return last.at + DAY_MS;
  if (last.outcome === 'failed')
    return last.at + Math.min(AGAIN.mostMs, Math.max(AGAIN.leastMs, everyDays * DAY_MS * AGAIN.part));
  return dueAt;
}

/** From 0 to 1, by a name: FNV-1a. */
export function spreadOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}
