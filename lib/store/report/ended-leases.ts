import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { endedLeaseHours } from '../ended-leases.ts';
import { HOUR_MS } from '../pool-hours.ts';

/** How many leases ended without renewal in each hour that lies in a time, in part at least, as each server's lease file tells. */
export async function endedLeasesIn(
  tx: Tx,
  pairId: number,
  names: ReadonlyMap<number, string>,
  { from, until }: { from: number; until: number },
): Promise<ReportFacts['endedLeases']> {
  const first = Math.floor(from / HOUR_MS) * HOUR_MS;
  const servers = await endedLeaseHours(tx, pairId, first, (hour) => hour < until);
  return servers.flatMap(({ serverId, watched, pools }) => {
    const counts = new Map([...watched].map((hour) => [hour, 0]));
    for (const { hours } of pools.values())
      for (const { hour, count } of hours) counts.set(hour, (counts.get(hour) ?? 0) + count);
    const hours = [...counts]
      .map(([hour, count]) => ({ hour, count }))
      .sort((one, other) => one.hour - other.hour);
    return hours.length === 0 ? [] : [{ server: names.get(serverId) ?? '', hours }];
  });
}
