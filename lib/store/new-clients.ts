import type { Tx } from '../db/client.ts';
import { HOUR_MS, type PoolHourCounts, poolHoursIn, type ServerPoolHours } from './pool-hours.ts';

/** New clients of the pools of a pair as one server's lease file told of them. Times in milliseconds. */
export type ServerNewClients = Pick<ServerPoolHours, 'serverId' | 'pools'> & {
  /** Hours in which it was not read at all, with the partly read ones at either side. */
  gaps: { from: number; to: number }[];
};

const newClients = poolHoursIn('NewClientHour');

/** Adds clients to what is known of an hour; what to say of hours without any: see `add` of pool-hours.ts. */
export function addNewClients(tx: Tx, counts: PoolHourCounts): Promise<void> {
  return newClients.add(tx, counts);
}

/** What is known since a time, of every server of a pair that told anything. The first hour of a pool, read in part only, is left out. */
export async function newClientHours(tx: Tx, pairId: number, notBefore: number): Promise<ServerNewClients[]> {
  const servers = await newClients.load(tx, pairId, { notBefore });
  return servers.map(({ serverId, watched, pools }) => ({ serverId, gaps: gapsIn(watched), pools }));
}

/** Between two hours that are no neighbours: with both, since how much of them was seen is not known. */
function gapsIn(watched: ReadonlySet<number>): ServerNewClients['gaps'] {
  const hours = [...watched];
  return hours.flatMap((hour, index) => {
    const next = hours[index + 1];
    return next === undefined || next === hour + HOUR_MS ? [] : [{ from: hour, to: next + HOUR_MS }];
  });
}

/** Forgets hours before a time, but the first of each pool and server, which tells since when it is counted; gives how many. */
export function pruneNewClientHours(tx: Tx, before: number): Promise<number> {
  return newClients.prune(tx, before);
}
