import { z } from 'zod';

/** A statement of a dhcpd.conf; line and column count from 1. */
export const configPlaceSchema = z.object({
  /** Server whose file it is, by name. */
  server: z.string(),
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  /** What stands there, in one line. */
  text: z.string(),
});
export type ConfigPlace = z.infer<typeof configPlaceSchema>;

export const configCorrectionSchema = z.object({
  server: z.string(),
  file: z.string(),
  /** As they are to stand in the file; a comment before them tells in which block. */
  lines: z.array(z.string()),
});
export type ConfigCorrection = z.infer<typeof configCorrectionSchema>;

/** What is wrong with the two dhcpd.conf of a pair, one finding a cause. */
export const configFindingSchema = z.object({
  /** Kebab-case machine word, stable across versions; its runbook page goes by it. */
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  /** Tells two findings of one code apart, such as a range; `10.0.0.1 +2` when two more are like it. */
  subject: z.string(),
  sentence: z.string(),
  /** What comes of it. */
  why: z.string(),
  /** Where it stands, the primary's places first; at most 20 a server. */
  places: z.array(configPlaceSchema),
  /** What to write; empty where only people know. */
  correction: z.array(configCorrectionSchema),
  nextStep: z.string(),
});
export type ConfigFinding = z.infer<typeof configFindingSchema>;

/** What `pairwatch check --primary F --secondary F --json` prints. */
export const configReviewSchema = z.object({
  /** The files that were given. */
  primary: z.string(),
  secondary: z.string(),
  counts: z.object({
    error: z.number().int(),
    warning: z.number().int(),
    info: z.number().int(),
  }),
  /** The worst first. */
  findings: z.array(configFindingSchema),
});
export type ConfigReview = z.infer<typeof configReviewSchema>;
