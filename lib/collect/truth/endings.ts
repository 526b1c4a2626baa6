import type { PoolAlertFacts } from '../../alerts/facts.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import { holdsStill } from './facts.ts';
import { usualAt } from './usual-endings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Leases that ended without renewal within the last hour, as one server's lease file told. Times in milliseconds. */
export type WatchedEndings = {
  /** From when on none was missed. */
  since: number;
  /** By the key of each pool, minute by minute; those without any are left out. */
  minutes: readonly { at: number; byPool: ReadonlyMap<string, number> }[];
};

/**
 * Takes in what a reading of a lease file tells, by the keys of the pools. `absentAt` is when the reading before it began:
 * null after a start, which knows nothing of what was written until then. A pause of less than an hour misses nothing,
 * since what was written meanwhile is read afterwards.
 */
export function takeEndings(
  former: WatchedEndings | null,
  endings: ReadonlyMap<string, number>,
  { absentAt, now }: { absentAt: number | null; now: number },
): WatchedEndings {
  const goesOn = former !== null && absentAt !== null && isWithinHour(absentAt, now) && former.since <= now;
  if (!goesOn) return { since: now, minutes: [] };
  const minutes = former.minutes.filter(({ at }) => isWithinHour(at, now));
  if (endings.size === 0) return { since: former.since, minutes };
  const at = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const byPool = new Map(minutes.find((minute) => minute.at === at)?.byPool);
  for (const [key, count] of endings) byPool.set(key, (byPool.get(key) ?? 0) + count);
  return { since: former.since, minutes: [...minutes.filter((minute) => minute.at !== at), { at, byPool }] };
}

/**
 * What is known of the endings of a pool, by its key, at `now`; null for all of them before one server's file was watched
 * for an hour. Both files tell of the same endings: the one that tells of more has missed fewer.
 */
export function endingsAt(
  { servers, truth }: PairMemory,
  now: number,
): (key: string) => PoolAlertFacts['endings'] {
  const counted = servers.flatMap((server) => lastHourOf(server, now) ?? []);
  if (counted.length === 0) return () => null;
  return (key) => ({
    lastHour: Math.max(...counted.map((byPool) => byPool.get(key) ?? 0)),
    usual: usualAt(truth.usualEndings.get(key), now),
  });
}

function lastHourOf({ endings, sources: { leases } }: ServerMemory, now: number): Map<string, number> | null {
  if (!leases || !holdsStill(leases.lastSuccessAt, leases.intervalMs, now)) return null;
  if (endings === null || now - endings.since < HOUR_MS) return null;
  const sums = new Map<string, number>();
  for (const { at, byPool } of endings.minutes) {
    if (!isWithinHour(at, now)) continue;
    for (const [key, count] of byPool) sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return sums;
}

const isWithinHour = (at: number, now: number): boolean => at <= now && now - at < HOUR_MS;
