import { z } from 'zod';
import { poolSchema } from './pool.ts';
import { balanceSchema, forecastSchema } from './truth.ts';

/** As many pools as the page of a pair shows. */
export const POOLS_AT_RISK = 5;

/** A pool by dhcpd's own counters, with what was worked out of it; null while it was not, and outside failover. */
export const poolAtRiskSchema = poolSchema.omit({ leaseFile: true, addressCount: true }).extend({
  balance: balanceSchema.element.nullable(),
  forecast: forecastSchema.element.nullable(),
});
export type PoolAtRiskDto = z.infer<typeof poolAtRiskSchema>;

const serverForecast = forecastSchema.element.shape.primary;

/** How long one server could serve new clients alone. */
const soonestSchema = z.object({
  server: z.string(),
  isPartnerDown: z.boolean(),
  /** The pool in which it would first have no address left for a new client; null where no end is known of any. */
  first: z.object({ title: z.string(), side: serverForecast }).nullable(),
  /** Of how many pools no end is known. */
  unknown: z.number().int(),
  pools: z.number().int(),
});
export type SoonestDto = z.infer<typeof soonestSchema>;

/** Answer of `GET /api/v1/pairs/NAME/pools/at-risk`: the pools whose share ends soonest, of all pools of a pair. */
export const poolsAtRiskSchema = z.object({
  now: z.iso.datetime(),
  /** The one most at risk first. */
  pools: z.array(poolAtRiskSchema).max(POOLS_AT_RISK),
  /** How many pools there are in all. */
  count: z.number().int(),
  /** The primary first; none while nothing was worked out. */
  alone: z.array(soonestSchema),
  /** When balances and forecasts were worked out, and of how many pools; null while they never were. */
  workedOut: z.object({ at: z.iso.datetime(), pools: z.number().int() }).nullable(),
  /** Why there are no pools, or why some are missing; null when the list is whole. */
  note: z.string().nullable(),
});
export type PoolsAtRiskDto = z.infer<typeof poolsAtRiskSchema>;
