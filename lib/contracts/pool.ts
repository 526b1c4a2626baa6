import { z } from 'zod';
import { freshnessSchema } from './verdict.ts';

/** One server's own counters of one pool. dhcpd counts used as lease-count minus free minus backup (reference 2.4). */
export const poolCountersSchema = z.object({
  server: z.string(),
  leaseCount: z.number().int(),
  freeLeases: z.number().int(),
  backupLeases: z.number().int(),
  usedLeases: z.number().int(),
  observedAt: z.iso.datetime(),
  freshness: freshnessSchema,
});

export const poolSchema = z.object({
  key: z.string(),
  sharedNetwork: z.string(),
  /** Failover peer of the pool; null for a pool outside failover, which OMAPI counters do not balance. */
  peer: z.string().nullable(),
  ranges: z.array(z.object({ low: z.string(), high: z.string() })),
  /** Addresses in the ranges of dhcpd.conf. */
  addressCount: z.number().int(),
  counters: z.array(poolCountersSchema),
});
export type PoolDto = z.infer<typeof poolSchema>;

export const poolListSchema = z.object({
  now: z.iso.datetime(),
  pools: z.array(poolSchema),
  /** Why there are no pools, or why some are missing; null when the list is whole. */
  note: z.string().nullable(),
});
export type PoolListDto = z.infer<typeof poolListSchema>;
