import { z } from 'zod';

const MOST_DAYS = 400;
const DAYS = `a whole number of days from 1 to ${MOST_DAYS}`;

/** Query of `GET /api/v1/pairs/NAME/redundancy`. */
export const redundancyQuerySchema = z.object({
  days: z.coerce.number(DAYS).int(DAYS).min(1, DAYS).max(MOST_DAYS, DAYS).default(90),
});
export type RedundancyQuery = z.infer<typeof redundancyQuerySchema>;

/** Minutes of each day (UTC) in which two servers answered clients, one, or none, and those that nobody saw. */
export const redundancySchema = z.object({
  now: z.iso.datetime(),
  /** Oldest first; the last is today so far. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      two: z.number(),
      one: z.number(),
      none: z.number(),
      unseen: z.number(),
    }),
  ),
});
export type RedundancyDto = z.infer<typeof redundancySchema>;
