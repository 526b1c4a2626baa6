import type { PoolAlertFacts } from '../../alerts/facts.ts';
import type { PoolFacts, PoolSide } from '../../pair/pool-facts.ts';
import type { PairMemory } from '../memory.ts';
import { endingsAt } from './endings.ts';
import { holdsStill, longestInterval } from './facts.ts';

const RECENT_MS = 30 * 60_000;
/** About a minute apart, however the readings fall. */
const APART_MS = 55_000;

/** How each pool is used, by its key, and was in the last half hour, oldest first. */
export type PoolUse = ReadonlyMap<
  string,
  Pick<PoolFacts, 'key' | 'title' | 'sharedNetwork' | 'size'> & {
    latest: { at: number; source: PoolSide['source']; used: number; free: number } | null;
    recent: PoolAlertFacts['recentUse'];
  }
>;

export const NO_POOL_USE: PoolUse = new Map();

/**
 * Takes in what both servers tell of the pools of a pair at `now`. Those that are not told of are no more, unless not all
 * could be read (`isWhole`): then they stay as they were. Pure.
 */
export function takePoolUse(
  former: PoolUse,
  pools: readonly PoolFacts[],
  { isWhole, now }: { isWhole: boolean; now: number },
): PoolUse {
  const told = pools.map((pool) => {
    const { key, title, sharedNetwork, size } = pool;
    const latest = latestUse(pool);
    const recent = withLatest(former.get(key)?.recent ?? [], latest, now);
    return [key, { key, title, sharedNetwork, size, latest, recent }] as const;
  });
  return new Map(isWhole ? told : [...former, ...told]);
}

/** Whether each server whose counters were read told those of every pool the last time. */
export function arePoolsWhole({ servers }: PairMemory): boolean {
  return servers.every(
    ({ counters, sources: { pools } }) => counters === null || counters.at === pools?.lastSuccessAt,
  );
}

/** Two words this close are of the same moment: a server that is gone says nothing of now, one that is read more seldom does. */
const SAME_MOMENT_MS = 60_000;

/**
 * By the server that knows of more leases, where both spoke of late: one that lost its lease file counts none until its
 * partner has told it of them, and its clients are not gone.
 */
function latestUse({ size, primary, secondary }: PoolFacts) {
  const sides = [primary, secondary].flatMap((side) => side ?? []);
  const latestAt = Math.max(...sides.map(({ at }) => at));
  const uses = sides
    .filter(({ at }) => latestAt - at <= SAME_MOMENT_MS)
    .map(({ at, source, free, backup }) => ({
      ...{ at, source, free: free + backup },
      used: Math.max(0, size - free - backup),
    }));
  const [one, other] = uses;
  return one && other && other.used > one.used ? other : (one ?? null);
}

/** What was read long ago is not told again: a gap stays a gap. What our clock dated after now is of no known time. */
function withLatest(
  former: PoolAlertFacts['recentUse'],
  latest: { at: number; used: number } | null,
  now: number,
): PoolAlertFacts['recentUse'] {
  const isRecent = ({ at }: { at: number }) => at <= now && now - at <= RECENT_MS;
  const kept = former.filter(isRecent);
  const last = kept.at(-1);
  if (latest === null || !isRecent(latest) || (last && latest.at - last.at < APART_MS)) return kept;
  return [...kept, { at: latest.at, used: latest.used }];
}

/** What the rules about pools judge from at `now`. Pure. */
export function poolAlertFacts(memory: PairMemory, now: number): PoolAlertFacts[] {
  const endings = endingsAt(memory, now);
  const intervals = { omapi: longestInterval(memory, 'pools'), leases: longestInterval(memory, 'leases') };
  return [...memory.truth.poolUse.values()].map(({ key, title, sharedNetwork, size, latest, recent }) => ({
    key,
    title,
    sharedNetwork,
    size,
    use:
      latest && holdsStill(latest.at, intervals[latest.source], now)
        ? { at: latest.at, used: latest.used, free: latest.free }
        : null,
    recentUse: recent,
    endings: endings(key),
  }));
}
