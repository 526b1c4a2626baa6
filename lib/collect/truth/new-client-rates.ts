import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '../../db/client.ts';
import { type Arrivals, learnArrivals } from '../../pair/forecast/arrivals.ts';
import { fullerHistory, type NewClientHistory } from '../../pair/forecast/history.ts';
import { newClientHours } from '../../store/new-clients.ts';
import { poolKeys } from '../../store/pool-settings.ts';

const WEEK_MS = 7 * 86_400_000;
/** Older weeks hardly count. */
const LEARNT_FROM_MS = 8 * WEEK_MS;

/** Learning takes about a millisecond a pool: polls go first. */
const POOLS_AT_ONCE = 5;

/** The history of the new clients of each pool of a pair, by its key. */
export async function newClientHistories(
  tx: Tx,
  pairId: number,
  now: number,
): Promise<Map<string, NewClientHistory>> {
  const keys = await poolKeys(tx, pairId);
  const histories = new Map<string, NewClientHistory>();
  for (const { gaps, pools } of await newClientHours(tx, pairId, now - LEARNT_FROM_MS)) {
    for (const [poolId, { since, hours }] of pools) {
      const key = keys.get(poolId);
      if (key === undefined) continue;
      const history = { since, until: now, gaps, hours };
      const other = histories.get(key);
      histories.set(key, other ? fullerHistory(other, history) : history);
    }
  }
  return histories;
}

/** What each history says of the new clients to come. */
export async function learnAll(
  histories: ReadonlyMap<string, NewClientHistory>,
): Promise<Map<string, Arrivals>> {
  const learnt = new Map<string, Arrivals>();
  for (const [key, history] of histories) {
    learnt.set(key, learnArrivals(history));
    if (learnt.size % POOLS_AT_ONCE === 0) await breathe();
  }
  return learnt;
}
