import { z } from 'zod';
import { severitySchema } from './severity.ts';

/** What becomes of an alert while nothing is known: it stays as it is, fires for that, or counts as well. */
export const noDataPolicySchema = z.enum(['keep', 'alert', 'ok'], 'keep, alert or ok');
export type NoDataPolicy = z.infer<typeof noDataPolicySchema>;

const DURATION = 'milliseconds, a whole number from 0';
const duration = z.number(DURATION).int(DURATION).min(0, DURATION);
const YES_OR_NO = 'true or false';

const levelOptions = z.union(
  [
    z.literal('off'),
    z.strictObject({
      /** How long its condition must hold. */
      forMs: duration.optional(),
      /** By the names the rule has for them. */
      limits: z.record(z.string(), z.number()).optional(),
    }),
  ],
  'off, or an object of forMs (milliseconds) and limits (numbers by the names the rule has for them)',
);

/** What somebody wants otherwise than the layer below: rule defaults, then everywhere, then the pair, then the pool. */
export const ruleOptionsSchema = z.strictObject({
  enabled: z.boolean(YES_OR_NO).optional(),
  info: levelOptions.optional(),
  warning: levelOptions.optional(),
  critical: levelOptions.optional(),
  keepFiringForMs: duration.optional(),
  noData: noDataPolicySchema.optional(),
  opensIncident: z.boolean(YES_OR_NO).optional(),
  labels: z.record(z.string(), z.string('a text'), 'texts by name').optional(),
});
export type RuleOptions = z.infer<typeof ruleOptionsSchema>;

/** One layer of options: for which rule, where. */
export const ruleLayerSchema = z.object({
  rule: z.string(),
  /** null: everywhere. */
  pair: z.string().nullable(),
  /** Key of a pool of that pair; null: all of it. */
  pool: z.string().nullable(),
  options: ruleOptionsSchema,
});
export type RuleLayer = z.infer<typeof ruleLayerSchema>;

/** A rule as it stands, after its options. */
export const ruleSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What it says, and when. */
  summary: z.string(),
  about: z.enum(['pair', 'server', 'pool', 'pairwatch']),
  enabled: z.boolean(),
  levels: z.array(
    z.object({
      severity: severitySchema,
      forMs: z.number(),
      limits: z.record(z.string(), z.number()),
    }),
  ),
  /** What each limit means. */
  limits: z.record(z.string(), z.object({ meaning: z.string(), unit: z.string() })),
  keepFiringForMs: z.number(),
  noData: noDataPolicySchema,
  opensIncident: z.boolean(),
  labels: z.record(z.string(), z.string()),
  /** Layers over the defaults, the nearest last, each with where it comes from. */
  layers: z.array(
    ruleLayerSchema.extend({
      origin: z.enum(['settings', 'database']),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
    }),
  ),
});
export type RuleDto = z.infer<typeof ruleSchema>;

export const ruleListSchema = z.object({ now: z.iso.datetime(), rules: z.array(ruleSchema) });
export type RuleListDto = z.infer<typeof ruleListSchema>;

/** What a rule would have fired in the past. */
export const rulePreviewSchema = z.object({
  now: z.iso.datetime(),
  rule: z.string(),
  pair: z.string(),
  /** Since when what the rule goes by is known, within the days that were asked for. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Why the past can't tell; null when it can. */
  notKnown: z.string().nullable(),
  firings: z.array(
    z.object({
      subject: z.object({
        server: z.string().nullable(),
        pool: z.string().nullable(),
        detail: z.string().nullable(),
      }),
      severity: severitySchema,
      firedAt: z.iso.datetime(),
      /** null: it would still fire. */
      resolvedAt: z.iso.datetime().nullable(),
      sentence: z.string(),
    }),
  ),
});
export type RulePreviewDto = z.infer<typeof rulePreviewSchema>;
