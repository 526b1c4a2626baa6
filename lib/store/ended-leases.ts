import type { Tx } from '../db/client.ts';
import { type PoolHourCounts, poolHoursIn, type ServerPoolHours } from './pool-hours.ts';

const endedLeases = poolHoursIn('EndedLeaseHour');

/** Adds leases that ended without renewal to what is known of an hour; what to say of hours without any: see `add` of pool-hours.ts. */
export function addEndedLeases(tx: Tx, counts: PoolHourCounts): Promise<void> {
  return endedLeases.add(tx, counts);
}

/**
 * How many leases of each pool ended without renewal in each hour since a time, as each server of a pair told; of the hours
 * that are wanted, by their begins, all unless told. Both servers tell of the same endings.
 */
export function endedLeaseHours(
  tx: Tx,
  pairId: number,
  notBefore: number,
  isWanted?: (hour: number) => boolean,
): Promise<ServerPoolHours[]> {
  return endedLeases.load(tx, pairId, { notBefore, ...(isWanted && { isWanted }) });
}

/** Forgets hours before a time, but the first of each pool and server, which tells since when it is counted; gives how many. */
export function pruneEndedLeaseHours(tx: Tx, before: number): Promise<number> {
  return endedLeases.prune(tx, before);
}
