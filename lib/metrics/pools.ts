import { freshness } from '../pair/freshness.ts';
import type { MetricsFacts, PoolMetrics } from '../store/metrics-facts.ts';
import { type Family, stored } from './family.ts';

const LABELS = ['pair', 'server', 'pool'] as const;

/** Metrics of pools, as each server counts them. */
export const POOL_FAMILIES: readonly Family[] = [
  stored(
    'pairwatch_pool_size',
    'Addresses of a pool, as a server counts them.',
    LABELS,
    counted(({ counters }) => counters.leaseCount),
  ),
  stored(
    'pairwatch_pool_active',
    'Addresses of a pool that are neither free nor backup.',
    LABELS,
    counted(({ counters }) => counters.leaseCount - counters.freeLeases - counters.backupLeases),
  ),
  stored(
    'pairwatch_pool_free',
    'Addresses of a pool that are free: the share of the primary.',
    LABELS,
    counted(({ counters }) => counters.freeLeases),
  ),
  stored(
    'pairwatch_pool_backup',
    'Addresses of a pool that are backup: the share of the secondary.',
    LABELS,
    counted(({ counters }) => counters.backupLeases),
  ),
  stored(
    'pairwatch_pool_own_free',
    'Addresses of a pool that the server may give to new clients by itself: free for a primary, backup for a secondary.',
    LABELS,
    counted(({ counters }, role) => (role === 'primary' ? counters.freeLeases : counters.backupLeases)),
  ),
];

type Role = 'primary' | 'secondary';

/** Only of readings that may still be believed. */
function counted(count: (pool: PoolMetrics, role: Role) => number) {
  return ({ pools, pairs, now }: MetricsFacts) => {
    const roles = new Map(
      pairs.flatMap(({ name, servers }) => servers.map((server) => [key(name, server.name), server.role])),
    );
    return pools.flatMap((pool) => {
      const role = roles.get(key(pool.pair, pool.server));
      if (role === undefined || freshness(pool.observedAt, pool.intervalMs, now) === 'stale') return [];
      return [{ labels: [pool.pair, pool.server, pool.pool], value: count(pool, role) }];
    });
  };
}

const key = (pair: string, server: string): string => JSON.stringify([pair, server]);
