import { z } from 'zod';
import { omapiCountersSchema } from './pool.ts';
import { severitySchema } from './severity.ts';
import { freshnessSchema } from './verdict.ts';

/** As many days as an overview shows of each pair's record. */
export const OVERVIEW_DAYS = 90;

/** The pool of a pair of which the largest part is used, by the server that counts the fewest addresses left. */
const worstPoolSchema = omapiCountersSchema.extend({
  id: z.number().int(),
  title: z.string(),
  server: z.string(),
  usedLeases: z.number().int(),
  observedAt: z.iso.datetime(),
  freshness: freshnessSchema,
});
export type WorstPoolDto = z.infer<typeof worstPoolSchema>;

/** What the overview shows of a pair beside what the list of pairs tells. */
export const pairOverviewSchema = z.object({
  name: z.string(),
  /** Null while no counters of a pool were read. */
  worstPool: worstPoolSchema.nullable(),
  /** The one that is open. */
  incident: z
    .object({
      id: z.number().int(),
      openedAt: z.iso.datetime(),
      severity: severitySchema,
      acknowledgedBy: z.string().nullable(),
    })
    .nullable(),
  /** Minutes of each day (UTC) in which two servers answered clients, one, none, and those nobody saw; oldest first. */
  redundancy: z.object({
    firstDay: z.iso.date(),
    days: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).max(OVERVIEW_DAYS),
  }),
});
export type PairOverviewDto = z.infer<typeof pairOverviewSchema>;

export const overviewSchema = z.object({
  now: z.iso.datetime(),
  /** In the order of the settings. */
  pairs: z.array(pairOverviewSchema),
});
export type OverviewDto = z.infer<typeof overviewSchema>;
