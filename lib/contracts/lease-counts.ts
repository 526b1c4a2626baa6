import { z } from 'zod';
import { freshnessSchema } from './verdict.ts';

const count = z.number().int().nonnegative();

/** What the addresses of a range, or of several, are counted as in a lease file. Binding states are spelled as dhcpd does. */
export const leaseCountsSchema = z.object({
  /** All addresses, whether the file has a block for them or not. */
  size: count,
  /** Those whose block says `active`, past its end or not. */
  active: count,
  /** Those of the active ones that are past their end. */
  ended: count,
  /** `free`, and addresses without any block. */
  free: count,
  backup: count,
  expired: count,
  released: count,
  abandoned: count,
  reset: count,
  /** Those kept for one client, in whatever state. */
  reserved: count,
});
export type LeaseCounts = z.infer<typeof leaseCountsSchema>;

/** The names of the counts, in the order in which they are stored and shown. */
export const LEASE_COUNTS = leaseCountsSchema.keyof().options;

export const rangeCountsSchema = leaseCountsSchema.extend({
  sharedNetwork: z.string(),
  /** `10.66.1.0/24` */
  subnet: z.string(),
  /** Key of the pool the range belongs to; null where Pairwatch keeps no pool for it. */
  pool: z.string().nullable(),
  /** Failover peer; null outside failover. */
  peer: z.string().nullable(),
  /** First address. */
  low: z.string(),
  /** Last address. */
  high: z.string(),
});
export type RangeCounts = z.infer<typeof rangeCountsSchema>;

/** What one whole reading of a lease file came to, as the database keeps it. */
export const leaseFileCountsSchema = z.object({
  ranges: z.array(rangeCountsSchema),
  /** Addresses with a block that lie in no range, and some of them by name. */
  outside: z.object({ count, sample: z.array(z.string()) }),
  /** Damaged places, and some of them with what was found there. */
  problems: z.object({
    count,
    list: z.array(z.object({ line: count, offset: count, text: z.string() })),
  }),
});
export type LeaseFileCounts = z.infer<typeof leaseFileCountsSchema>;

/** Sums over ranges. Shared networks and subnets come in the order in which their first ranges do. */
export const leaseTotalsSchema = z.object({
  subnets: z.array(leaseCountsSchema.extend({ sharedNetwork: z.string(), subnet: z.string() })),
  sharedNetworks: z.array(leaseCountsSchema.extend({ name: z.string() })),
  total: leaseCountsSchema,
});
export type LeaseTotals = z.infer<typeof leaseTotalsSchema>;

/** One server's lease file in an API answer. */
export const leaseFileSchema = leaseFileCountsSchema.extend({
  ...leaseTotalsSchema.shape,
  server: z.string(),
  path: z.string(),
  sizeBytes: count,
  /** When it was last read. */
  readAt: z.iso.datetime(),
  freshness: freshnessSchema,
  /** When dhcpd was last seen to write it anew, by Pairwatch's clock; null while it was not. */
  rewrittenAt: z.iso.datetime().nullable(),
});
export type LeaseFileDto = z.infer<typeof leaseFileSchema>;

type PlacedCounts = LeaseCounts & { sharedNetwork: string; subnet: string };

/** Sums the counts of ranges by subnet, by shared network and over all. */
export function leaseTotals(ranges: readonly PlacedCounts[]): LeaseTotals {
  return {
    subnets: sumBy(ranges, ({ sharedNetwork, subnet }) => ({ sharedNetwork, subnet })),
    sharedNetworks: sumBy(ranges, ({ sharedNetwork }) => ({ name: sharedNetwork })),
    total: sumCounts(ranges),
  };
}

function sumBy<Name extends object>(
  ranges: readonly PlacedCounts[],
  nameOf: (range: PlacedCounts) => Name,
): (Name & LeaseCounts)[] {
  const groups = new Map<string, { name: Name; members: PlacedCounts[] }>();
  for (const range of ranges) {
    const name = nameOf(range);
    const key = JSON.stringify(name);
    const group = groups.get(key) ?? { name, members: [] };
    group.members.push(range);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ name, members }) => ({ ...name, ...sumCounts(members) }));
}

function sumCounts(parts: readonly LeaseCounts[]): LeaseCounts {
  const sum: LeaseCounts = {
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
  };
  for (const part of parts) for (const name of LEASE_COUNTS) sum[name] += part[name];
  return sum;
}
