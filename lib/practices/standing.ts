import type { PracticeState } from '../contracts/practice.ts';
import type { PracticeKind } from './catalogue.ts';

/** What is kept of a duty of one pair. Times in milliseconds by Pairwatch's clock. */
export type KeptPractice = {
  /** From when on it is counted; null while no collector counts it. */
  since: number | null;
  /** null: as often as Pairwatch proposes. */
  everyDays: number | null;
  offAt: number | null;
  /** When it was last done well; null: never. */
  lastPassedAt: number | null;
  /** When the topology changed last, as far as that was seen; null: it was not. */
  changedAt: number | null;
};

/** How a duty stands. */
export type Standing = { state: PracticeState; dueAt: number | null; overdueAt: number | null };

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** What a duty may be late: a quarter of its interval, at least a quarter of a day, at most two weeks. */
const GRACE = { part: 0.25, leastMs: 6 * HOUR_MS, mostMs: 14 * DAY_MS };

export const everyDaysOf = (kind: PracticeKind, { everyDays }: Pick<KeptPractice, 'everyDays'>): number =>
  everyDays ?? kind.everyDays;

export function graceMs(everyMs: number): number {
  return Math.min(GRACE.mostMs, Math.max(GRACE.leastMs, everyMs * GRACE.part));
}

/**
 * When a duty is due, and how it stands at `now`. Only what was done well counts: a check that failed, or could not be made,
 * stays due.
 */
export function standingOf(kind: PracticeKind, kept: KeptPractice, now: number): Standing {
  if (kept.offAt !== null) return { state: 'off', dueAt: null, overdueAt: null };
  if (kept.since === null) return { state: 'not-counted', dueAt: null, overdueAt: null };
  const everyMs = everyDaysOf(kind, kept) * DAY_MS;
  // Counted anew, after it was off say, it is not late for what was done before.
  const from =
    kind.comes === 'calendar' ? Math.max(kept.lastPassedAt ?? kept.since, kept.since) : callOf(kept);
  if (from === null) return { state: 'not-called-for', dueAt: null, overdueAt: null };
  const dueAt = from + everyMs;
  const overdueAt = dueAt + graceMs(everyMs);
  const state = now >= overdueAt ? 'overdue' : now >= dueAt ? 'due' : 'in-time';
  return { state, dueAt, overdueAt };
}

/** The change that is not answered by a check yet; null where none is. What changed before it was counted calls for nothing. */
function callOf({ since, lastPassedAt, changedAt }: KeptPractice): number | null {
  if (changedAt === null || changedAt < (since ?? 0)) return null;
  return lastPassedAt !== null && lastPassedAt >= changedAt ? null : changedAt;
}
