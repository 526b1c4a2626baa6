import { z } from 'zod';
import { poolSourceSchema } from './history.ts';
import { poolSchema } from './pool.ts';
import { balanceSchema, shareEndSchema } from './truth.ts';

/** How full one server holds a pool to be: by dhcpd's own counters, where those are not read by its lease file. */
const figuresSchema = z.object({
  server: z.string(),
  source: poolSourceSchema,
  observedAt: z.iso.datetime(),
  /** How often it is read: the ruler for its age. */
  intervalMs: z.number(),
  size: z.number().int(),
  used: z.number().int(),
  /** The secondary's share. */
  backup: z.number().int(),
  /** The primary's share. */
  free: z.number().int(),
});
export type PoolFiguresDto = z.infer<typeof figuresSchema>;

export const poolOverviewRowSchema = poolSchema
  .pick({ id: true, key: true, sharedNetwork: true, peer: true, ranges: true, addressCount: true })
  .extend({
    /** The primary's first; none of a server that tells nothing. */
    figures: z.array(figuresSchema),
    /** null while it was not worked out, and outside failover. */
    balance: balanceSchema.element.shape.verdict.nullable(),
    /** Until when the share of each server would last if its partner went away now; null while that was not worked out. */
    ends: z.object({ primary: shareEndSchema, secondary: shareEndSchema }).nullable(),
  });
export type PoolOverviewRow = z.infer<typeof poolOverviewRowSchema>;

/** Answer of `GET /api/v1/pairs/NAME/pools/overview`: the pools of a pair, one row each. */
export const poolOverviewSchema = z.object({
  now: z.iso.datetime(),
  /** The primary first. */
  servers: z.array(z.object({ name: z.string(), role: z.enum(['primary', 'secondary']) })),
  /** When balance and ends were worked out; null while they never were. */
  workedOutAt: z.iso.datetime().nullable(),
  pools: z.array(poolOverviewRowSchema),
  /** Why there are no pools, or why some are missing; null when the list is whole. */
  note: z.string().nullable(),
});
export type PoolOverviewDto = z.infer<typeof poolOverviewSchema>;

/** A row of a table has no room for more. */
export const MAX_SPARK_POINTS = 48;

/** Answer of `GET /api/v1/pairs/NAME/pools/sparks`: how the use of each pool went in the last day. */
export const poolSparksSchema = z.object({
  now: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** From one point to the next. */
  stepMs: z.number().int(),
  pools: z.array(
    z.object({
      id: z.number().int(),
      /** How many addresses were used, on average; null where no server told. */
      used: z.array(z.number().nullable()).max(MAX_SPARK_POINTS),
    }),
  ),
});
export type PoolSparksDto = z.infer<typeof poolSparksSchema>;
