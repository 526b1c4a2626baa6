import type { ConfiguredRange, SharedNetwork } from '../config/config.ts';
import type { LeaseCounts } from '../leases/counts.ts';
import type { LeaseRange, LeaseTable } from '../leases/table.ts';

/** The counts of some addresses, as one server's lease file has them. */
export type PoolCounts = LeaseCounts & {
  /** Blocks in state free, reserved or not: what is `free` without them has no block (reference 4.3). */
  freeBlocks: number;
  /** Blocks in state backup, reserved or not, in failover or not. */
  backupBlocks: number;
};

export type RangeFigures = PoolCounts & {
  sharedNetwork: string;
  /** Such as `10.66.0.0/24`; null when the range lies in none, which dhcpd refuses. */
  subnet: string | null;
  low: number;
  high: number;
};

export type SharedNetworkFigures = PoolCounts & {
  name: string;
  /** Made by dhcpd for a subnet that stands alone. */
  implicit: boolean;
};

/** What the pools of one server hold, from the range up to the whole. */
export type PoolFigures = {
  /** In the order of the configuration. */
  ranges: RangeFigures[];
  /** In the order of the configuration; those without any range count nothing. */
  sharedNetworks: SharedNetworkFigures[];
  total: PoolCounts;
};

/** What of a DhcpdConfig the figures need. */
export type ConfiguredRanges = {
  ranges: readonly Pick<ConfiguredRange, 'low' | 'high' | 'sharedNetwork' | 'subnet' | 'peer'>[];
  sharedNetworks: readonly Pick<SharedNetwork, 'name' | 'implicit'>[];
};

/** The ranges for the table that `poolFigures` counts. */
export function tableRanges({ ranges }: ConfiguredRanges): LeaseRange[] {
  return ranges.map(({ low, high, peer }) => ({ low, high, backupIsFree: peer === null }));
}

/** Counts a table of `tableRanges(config)`, at that time of dhcpd's clock, and sums it up. */
export function poolFigures(config: ConfiguredRanges, table: LeaseTable, nowSeconds: number): PoolFigures {
  const ranges = config.ranges.map(({ sharedNetwork, subnet, low, high }, index) => {
    const blocks = table.blocks(index);
    const counts = table.counts(index, nowSeconds);
    const place = { sharedNetwork, subnet, low, high };
    return { ...place, ...counts, freeBlocks: blocks.free, backupBlocks: blocks.backup };
  });
  const sharedNetworks = config.sharedNetworks.map(({ name, implicit }) => ({
    name,
    implicit,
    ...sumCounts(ranges.filter(({ sharedNetwork }) => sharedNetwork === name)),
  }));
  return { ranges, sharedNetworks, total: sumCounts(ranges) };
}

function noCounts(): PoolCounts {
  return {
    size: 0,
    active: 0,
    ended: 0,
    free: 0,
    backup: 0,
    expired: 0,
    released: 0,
    abandoned: 0,
    reset: 0,
    reserved: 0,
    freeBlocks: 0,
    backupBlocks: 0,
  };
}

function sumCounts(parts: readonly PoolCounts[]): PoolCounts {
  const sum = noCounts();
  // The keys of a literal that has no other.
  for (const name of Object.keys(sum) as (keyof PoolCounts)[]) {
    for (const part of parts) sum[name] += part[name];
  }
  return sum;
}
