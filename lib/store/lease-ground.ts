import type { LeaseGroundDto } from '../contracts/lease.ts';
import { leaseFileCountsSchema, leaseTotals } from '../contracts/lease-counts.ts';
import { poolSchema } from '../contracts/pool.ts';
import type { Tx } from '../db/client.ts';
import type { LeaseFile } from '../db/generated/sqlite/client.ts';
import { isReadWhole } from './lease-file.ts';
import { leaseFileStand } from './lease-file-stand.ts';
import { byRole } from './servers.ts';

/** The lease files and the pools of a pair as a search of leases needs them; null for a name not in the settings. */
export async function leaseGround(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<LeaseGroundDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: {
        where: { removedAt: null },
        include: { sources: { where: { kind: 'leases' } }, leaseFile: true },
      },
      pools: {
        where: { removedAt: null },
        select: { id: true, sharedNetwork: true, ranges: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
  });
  if (!pair) return null;
  return {
    files: pair.servers.sort(byRole).map((server) => ({
      ...leaseFileStand(server, now),
      path: server.leaseFile?.path ?? null,
      total: totalOf(server.leaseFile),
    })),
    pools: pair.pools.map(({ id, sharedNetwork, ranges }) => ({
      id,
      sharedNetwork,
      ranges: poolSchema.shape.ranges.parse(ranges),
    })),
  };
}

function totalOf(file: LeaseFile | null) {
  if (!file || file.identity === null) return null;
  const counts = leaseFileCountsSchema.parse(file.counts);
  return isReadWhole(counts) ? leaseTotals(counts.ranges).total : null;
}
