import { z } from 'zod';
import { MAX_POINTS } from './history.ts';
import { skewSchema } from './pair.ts';

/** The stretch of time from `at` up to the next point, by the best way that measured in it. */
export const clockPointSchema = z.object({
  at: z.iso.datetime(),
  /** How many measurements are in it. */
  count: z.number().int(),
  /** Null where nothing was measured: a gap, never to be drawn across. */
  value: z
    .object({
      method: skewSchema.shape.method,
      avgMs: z.number(),
      minMs: z.number(),
      maxMs: z.number(),
      /** The least and the most it may truly have been: the measurements with their uncertainties. */
      lowMs: z.number(),
      highMs: z.number(),
    })
    .nullable(),
});
export type ClockPointDto = z.infer<typeof clockPointSchema>;

const points = z.array(clockPointSchema).max(MAX_POINTS);

/** Answer of `GET /api/v1/pairs/NAME/clocks/history`; its query is `historyQuerySchema`. */
export const clockHistorySchema = z.object({
  now: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** How long the stretch of a point is. */
  stepMs: z.number().int(),
  /** How far apart measurements should be; null where the settings name no way to read a clock. */
  intervalMs: z.number().nullable(),
  /** Clock of the secondary minus clock of the primary. */
  skew: points,
  /** Each server's clock minus Pairwatch's, the primary's first. */
  servers: z.array(z.object({ server: z.string(), role: z.enum(['primary', 'secondary']), points })),
});
export type ClockHistoryDto = z.infer<typeof clockHistorySchema>;
