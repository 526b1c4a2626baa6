import { z } from 'zod';
import { MAX_POINTS, poolHistorySchema, poolSourceSchema } from './history.ts';

/** A value a step; null where nothing was read: a gap, never to be drawn across. */
const stepsSchema = z.array(z.number().nullable()).max(MAX_POINTS);

/** Free addresses: their average in each step, and the least and the most they were within it. */
const freeSchema = z.object({ avg: stepsSchema, min: stepsSchema, max: stepsSchema });

/**
 * How a pool was used, as charts draw it: a list a figure. Of a year that is a fifth of its history, whose points each name
 * their figures.
 */
export const poolUseSchema = poolHistorySchema.omit({ series: true }).extend({
  /** When the first value of every list begins; each further one is a step later. */
  firstAt: z.iso.datetime(),
  /** By each source of each server. */
  series: z.array(
    z.object({
      server: z.string(),
      source: poolSourceSchema,
      used: stepsSchema,
      /** What the secondary may give. */
      backup: freeSchema,
      /** What the primary may give. */
      free: freeSchema,
    }),
  ),
});
export type PoolUseDto = z.infer<typeof poolUseSchema>;
