import { z } from 'zod';
import { poolSchema } from './pool.ts';
import { balanceSchema, forecastSchema } from './truth.ts';

/** Answer of `GET /api/v1/pairs/NAME/pools/ID`: one pool with all that is known of it now. */
export const poolDetailSchema = z.object({
  now: z.iso.datetime(),
  pool: poolSchema,
  /** Since when no server has it any more; null while one does. */
  removedAt: z.iso.datetime().nullable(),
  /** The primary first; how often each way of reading it is due, null where it is not read so. */
  servers: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['primary', 'secondary']),
      intervalMs: z.object({ omapi: z.number().nullable(), leases: z.number().nullable() }),
    }),
  ),
  /** How many pools its shared network has: they can serve the same clients. */
  poolsOfNetwork: z.number().int(),
  /** When balance and forecast were worked out, and for how many pools; null while they never were. */
  workedOut: z.object({ at: z.iso.datetime(), pools: z.number().int() }).nullable(),
  balance: balanceSchema.element.nullable(),
  forecast: forecastSchema.element.nullable(),
});
export type PoolDetailDto = z.infer<typeof poolDetailSchema>;
