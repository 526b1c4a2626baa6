import { z } from 'zod';
import { leaseCountsSchema, leaseFileSchema } from './lease-counts.ts';
import { freshnessSchema } from './verdict.ts';

/** dhcpd's own counters of a pool, as OMAPI tells them (reference 2.4). */
export const omapiCountersSchema = z.object({
  leaseCount: z.number().int(),
  freeLeases: z.number().int(),
  backupLeases: z.number().int(),
});
export type OmapiCounters = z.infer<typeof omapiCountersSchema>;

const readingSchema = z.object({
  server: z.string(),
  observedAt: z.iso.datetime(),
  freshness: freshnessSchema,
});

/** One server's own counters of one pool. dhcpd counts used as lease-count minus free minus backup (reference 2.4). */
export const poolCountersSchema = omapiCountersSchema.extend({
  ...readingSchema.shape,
  usedLeases: z.number().int(),
});

/** One pool counted from one server's lease file. */
export const poolLeaseCountsSchema = leaseCountsSchema.extend(readingSchema.shape);

export const poolSchema = z.object({
  id: z.number().int(),
  key: z.string(),
  sharedNetwork: z.string(),
  /** Failover peer of the pool; null for a pool outside failover, which OMAPI counters do not balance. */
  peer: z.string().nullable(),
  ranges: z.array(z.object({ low: z.string(), high: z.string() })),
  /** Addresses in the ranges of dhcpd.conf. */
  addressCount: z.number().int(),
  counters: z.array(poolCountersSchema),
  leaseFile: z.array(poolLeaseCountsSchema),
});
export type PoolDto = z.infer<typeof poolSchema>;

export const poolListSchema = z.object({
  now: z.iso.datetime(),
  pools: z.array(poolSchema),
  /** What was counted in each server's lease file as a whole; only of those read whole at least once. */
  leaseFiles: z.array(leaseFileSchema),
  /** Why there are no pools, or why some are missing; null when the list is whole. */
  note: z.string().nullable(),
});
export type PoolListDto = z.infer<typeof poolListSchema>;
