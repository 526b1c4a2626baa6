import { z } from 'zod';
import { pageLimit, timeCursor } from './parameter.ts';
import { evidenceSchema } from './verdict.ts';

/** Something that is not, or was not, as it should be. */
export const findingSchema = z.object({
  id: z.number().int(),
  /** Null for a finding of the pair as a whole. */
  server: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  since: z.iso.datetime(),
  /** Null while it lasts. */
  until: z.iso.datetime().nullable(),
  /** When it was last seen to hold. */
  observedAt: z.iso.datetime(),
  sentence: z.string(),
  nextStep: z.string().nullable(),
  evidence: z.array(evidenceSchema),
});
export type FindingDto = z.infer<typeof findingSchema>;

export const findingListSchema = z.object({
  now: z.iso.datetime(),
  /** Those that last first, the latest begun at the top; then those that are over, the latest ended first. */
  findings: z.array(findingSchema),
  /** Give this as `cursor` to get the next older ones that are over; null at the end. */
  nextCursor: z.string().nullable(),
});
export type FindingListDto = z.infer<typeof findingListSchema>;

const ALL = '1 for those that are over too, or 0';

/** Query of `GET /api/v1/pairs/NAME/findings`. */
export const findingQuerySchema = z.object({
  all: z
    .enum(['0', '1'], ALL)
    .default('0')
    .transform((text) => text === '1'),
  /** How many of those that are over; all that last are told. */
  limit: pageLimit({ usual: 50, max: 200 }),
  cursor: timeCursor.optional(),
});
export type FindingQuery = z.infer<typeof findingQuerySchema>;
