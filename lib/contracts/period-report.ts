import { z } from 'zod';
import { poolSourceSchema } from './history.ts';
import { reportChartSchema, reportRedactionSchema } from './incident-report.ts';
import { skewSchema } from './pair.ts';
import { reportProfileSchema } from './report-profile.ts';
import { severitySchema } from './severity.ts';
import { WEEKDAYS } from './silence.ts';
import { shareEndSchema } from './truth.ts';
import { evidenceSchema } from './verdict.ts';

/**
 * All that a report on a week or a month says, in whichever format: no rendering has a fact that is not here. Times are
 * Pairwatch's clock; `…Ms` are milliseconds, `…Percent` have two digits behind the point and are 0 and 100 only where it is
 * exactly that.
 */

const time = z.iso.datetime();
const ms = z.number().int().nonnegative();
const percent = z.number().min(0).max(100);
const role = z.enum(['primary', 'secondary']);
const spanSchema = z.object({ from: time, until: time });

export const periodKindSchema = z.enum(['week', 'month'], 'week or month');
export type PeriodKind = z.infer<typeof periodKindSchema>;

export const periodSchema = spanSchema.extend({
  kind: periodKindSchema,
  /** `2026-W47`, `2026-11` */
  name: z.string(),
  /** IANA name of the zone whose week or month it is. */
  zone: z.string(),
  /** false: `until` is not its end, but how far it had come. */
  isOver: z.boolean(),
  lengthMs: ms,
});

/** The tables of a report that a spreadsheet may have. */
export const PERIOD_TABLES = [
  'redundancy',
  'days',
  'incidents',
  'times',
  'recurrences',
  'pools',
  'clocks',
  'changes',
  'planned',
  'practices',
  'gaps',
] as const;
export type PeriodTable = (typeof PERIOD_TABLES)[number];

/** For how long two servers answered clients, one, none, and for how long nobody saw. */
const answeringSchema = z.object({ twoMs: ms, oneMs: ms, noneMs: ms, unseenMs: ms });

export const redundancyRecordSchema = answeringSchema.extend({
  /** Of the time that was seen; null where nothing was. */
  share: z.object({ twoPercent: percent, onePercent: percent, nonePercent: percent }).nullable(),
  /** Of all the time that there was to see. */
  unseenPercent: percent,
  /** Within maintenance windows, and outside of all. */
  planned: z.object({ oneMs: ms, noneMs: ms }),
  unplanned: z.object({ oneMs: ms, noneMs: ms }),
  /** The longest stretch without a break in which one server answered, and in which none did. */
  longestOne: spanSchema.extend({ lengthMs: ms }).nullable(),
  longestNone: spanSchema.extend({ lengthMs: ms }).nullable(),
});

export const poolUseSchema = z.object({
  server: z.string(),
  source: poolSourceSchema,
  /** Each figure below is one of means of stretches that are this long. */
  stepMs: ms,
  /** How many there are with a reading, and how many there could be. */
  steps: z.number().int(),
  stepsExpected: z.number().int(),
  p50Percent: percent,
  p95Percent: percent,
  maxPercent: percent,
  /** Where the stretch of the greatest mean begins. */
  maxAt: time,
});

export const recordPoolSchema = z.object({
  key: z.string(),
  title: z.string(),
  addressCount: z.number().int(),
  /** Addresses that are neither free nor kept as backup, of all of the pool; null where no source told. */
  use: poolUseSchema.nullable(),
  /** The fewest that each server could give to new clients by itself. */
  fewestOwnFree: z.array(
    z.object({
      role,
      server: z.string(),
      source: poolSourceSchema,
      value: z.number().int(),
      /** Where the stretch begins that it was read in. */
      at: time,
    }),
  ),
  /** How long each server's own addresses would last alone, as it was worked out last. */
  forecast: z.array(z.object({ role, server: z.string(), end: shareEndSchema })),
});

export const clockRecordSchema = z.object({
  /** Beyond it is beyond limits. */
  limitMs: ms,
  withinMs: ms,
  beyondMs: ms,
  /** Measured, but so roughly that both is possible. */
  undecidedMs: ms,
  unmeasuredMs: ms,
  /** Of the time that was measured; null where nothing was. */
  withinPercent: percent.nullable(),
  /** The measurement that was furthest off. */
  worst: z
    .object({ valueMs: z.number(), uncertaintyMs: z.number(), method: skewSchema.shape.method, at: time })
    .nullable(),
});

export const recordPairSchema = z.object({
  name: z.string(),
  title: z.string().nullable(),
  servers: z.array(z.object({ name: z.string(), role, host: z.string(), zone: z.string().nullable() })),
  /** The part of the period in which it was in the settings. */
  watched: spanSchema,
  redundancy: redundancyRecordSchema,
  /** The same of each day of the zone; the time that was not watched counts nowhere. */
  days: z.array(answeringSchema.extend({ day: z.iso.date() })),
  pools: z.array(recordPoolSchema),
  /** Of how many pools, where the fullest alone are told of. */
  poolCount: z.number().int(),
  forecastAt: time.nullable(),
  clocks: z.object({
    /** Time is counted in stretches of this length: one measurement beyond the limit makes all of one beyond it. */
    stepMs: ms,
    skew: clockRecordSchema.nullable(),
    servers: z.array(z.object({ server: z.string(), role, record: clockRecordSchema.nullable() })),
  }),
});

export const recordIncidentSchema = z.object({
  id: z.number().int(),
  pair: z.string(),
  severity: severitySchema,
  sentence: z.string(),
  beganAt: time,
  openedAt: time,
  recoveredAt: time.nullable(),
  detectMs: ms,
  acknowledgeMs: ms.nullable(),
  recoverMs: ms.nullable(),
  /** All of it lay within maintenance windows. */
  isPlanned: z.boolean(),
  /** It began before the period and reached into it: told here, counted there. */
  isFromBefore: z.boolean(),
});

export const meanTimeSchema = z.object({
  code: z.enum(['detect', 'acknowledge', 'recover']),
  title: z.string(),
  definition: z.string(),
  /** How many incidents it rests on, and how many have no such time: not acknowledged, or not over. */
  count: z.number().int(),
  without: z.number().int(),
  /** null of none. */
  meanMs: ms.nullable(),
  medianMs: ms.nullable(),
});

export const recurrenceSchema = z.object({
  pair: z.string(),
  /** `take-over`: a server went to partner-down. `alone`, `nobody`: one server answered, or none. `incident`: one opened with this rule. */
  kind: z.enum(['take-over', 'alone', 'nobody', 'incident']),
  server: z.string().nullable(),
  role: role.nullable(),
  /** Title of the rule. */
  rule: z.string().nullable(),
  /** Looked back over this time. */
  from: time,
  until: time,
  /** Whole weeks of it, or days where it is shorter than the weeks that are usual. */
  reach: z.object({ count: z.number().int(), unit: z.enum(['weeks', 'days']) }),
  count: z.number().int().min(3),
  /** An hour of a day of the week in the zone in which at least three of them began; null where there is none. */
  slot: z
    .object({
      weekday: z.enum(WEEKDAYS),
      /** `02:00`, and an hour later. */
      from: z.string(),
      to: z.string(),
      count: z.number().int().min(3),
    })
    .nullable(),
  times: z.array(time),
  sentence: z.string(),
});

export const recordChangeSchema = z.object({
  pair: z.string(),
  server: z.string().nullable(),
  at: time,
  sentence: z.string(),
});

export const recordPracticeSchema = z.object({
  pair: z.string(),
  code: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  /** How often it was done; the last of them are listed. */
  doneCount: z.number().int(),
  done: z.array(
    z.object({
      at: time,
      outcome: z.enum(['passed', 'failed', 'not-done']),
      by: z.string().nullable(),
      sentence: z.string(),
    }),
  ),
  /** Since when it should have been done, as it was when the period ended; null where it was not overdue. */
  overdueSince: time.nullable(),
});

export const recordGapSchema = z.object({
  pair: z.string(),
  /** null: nothing was kept of the whole pair. */
  server: z.string().nullable(),
  source: evidenceSchema.shape.source.nullable(),
  count: z.number().int(),
  totalMs: ms,
  longest: spanSchema,
  /** It goes on. */
  isOpen: z.boolean(),
  sentence: z.string(),
});

export const periodReportSchema = z.object({
  schema: z.literal('pairwatch.period-report/1'),
  profile: reportProfileSchema,
  generated: z.object({ at: time, by: z.string(), productVersion: z.string() }),
  period: periodSchema,
  /** null: all pairs. */
  scope: z.object({ pair: z.string().nullable(), title: z.string().nullable() }),
  /** Plain sentences that make one paragraph. */
  summary: z.array(z.string()).min(1),
  /** Of all pairs together. */
  redundancy: redundancyRecordSchema.omit({ longestOne: true, longestNone: true }),
  pairs: z.array(recordPairSchema),
  /** The latest last. */
  incidents: z.array(recordIncidentSchema),
  times: z.array(meanTimeSchema),
  recurrences: z.array(recurrenceSchema),
  changes: z.array(recordChangeSchema),
  /** How many there were, where not all are listed. */
  changeCount: z.number().int(),
  practices: z.array(recordPracticeSchema),
  planned: z.array(spanSchema.extend({ pair: z.string().nullable(), reason: z.string(), by: z.string() })),
  charts: z.array(reportChartSchema),
  gaps: z.array(recordGapSchema),
  redacted: reportRedactionSchema,
});
export type PeriodReport = z.infer<typeof periodReportSchema>;
export type Period = z.infer<typeof periodSchema>;
export type RecordPair = z.infer<typeof recordPairSchema>;
export type RecordPool = z.infer<typeof recordPoolSchema>;
export type RecordIncident = z.infer<typeof recordIncidentSchema>;
export type RedundancyRecord = z.infer<typeof redundancyRecordSchema>;
export type ClockRecord = z.infer<typeof clockRecordSchema>;
export type MeanTime = z.infer<typeof meanTimeSchema>;
export type Recurrence = z.infer<typeof recurrenceSchema>;
export type RecordGap = z.infer<typeof recordGapSchema>;
