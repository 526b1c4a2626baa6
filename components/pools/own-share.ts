import type { PoolDetailDto } from '../../lib/contracts/pool-detail.ts';

/** What one server may give to new clients by itself. */
export type OwnShare = {
  server: string;
  role: 'primary' | 'secondary';
  /** By its own counters, where those are not read by its lease file; null while neither is. */
  count: number | null;
  isOld: boolean;
};

export function ownShares({ pool, servers }: Pick<PoolDetailDto, 'pool' | 'servers'>): OwnShare[] {
  return servers.map(({ name: server, role }) => {
    const counters = pool.counters.find((each) => each.server === server);
    const file = pool.leaseFile.find((each) => each.server === server);
    const count = counters
      ? { primary: counters.freeLeases, secondary: counters.backupLeases }[role]
      : file
        ? { primary: file.free, secondary: file.backup }[role]
        : null;
    return { server, role, count, isOld: (counters ?? file)?.freshness === 'stale' };
  });
}
