import type { PoolCounts } from './figures.ts';

/** Share of the addresses that are active, in percent; NaN where there are none. */
export function usedPercent({ active, size }: PoolCounts): number {
  return (active / size) * 100;
}

/**
 * Addresses whose block says that they were used and are no more. dhcpd-pools calls them touched; it leaves out those
 * in state reset.
 */
export function touched({ freeBlocks, expired, released, abandoned }: PoolCounts): number {
  return freeBlocks + expired + released + abandoned;
}
