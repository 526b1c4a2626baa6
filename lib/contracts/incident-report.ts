import { z } from 'zod';
import { acknowledgementSchema, figureSchema } from './alert.ts';
import { fileDiffSchema } from './config.ts';
import { deliverySummarySchema, deliveryTrySchema } from './delivery.ts';
import { eventKindSchema } from './event.ts';
import { poolSourceSchema } from './history.ts';
import { incidentFiguresSchema, incidentNoteSchema, incidentSchema, incidentTaskSchema } from './incident.ts';
import { reportProfileSchema } from './report-profile.ts';
import { severitySchema } from './severity.ts';
import { evidenceSchema, verdictSchema } from './verdict.ts';

/**
 * All that a report on an incident says, in whichever format: no rendering has a fact that is not here. Times are
 * Pairwatch's clock unless they say otherwise; `…Ms` are milliseconds.
 */

const time = z.iso.datetime();
const durationMs = z.number().int().nonnegative();
/** Of an entry of `evidence`: `E12`. */
const ref = z.string().regex(/^E\d+$/);
const refs = z.array(ref);
const role = z.enum(['primary', 'secondary']);

/** The steps of an incident, in their usual order. */
export const PHASE_CODES = [
  'first-symptom',
  'detected',
  'paged',
  'acknowledged',
  'partner-down-set',
  'recovered',
  'stable',
] as const;

export const reportPhaseSchema = z.object({
  code: z.enum(PHASE_CODES),
  /** null: it did not come to that, or not yet. */
  at: time.nullable(),
  /** From the first symptom. */
  afterMs: durationMs.nullable(),
  /** What the word means here, in a sentence. */
  definition: z.string(),
  /** What happened then; where `at` is null, that it did not. */
  sentence: z.string(),
  evidence: refs,
});

/** How long something took, and what exactly was measured. */
export const measuredTimeSchema = z.object({
  code: z.enum(['detect', 'acknowledge', 'recover']),
  title: z.string(),
  definition: z.string(),
  /** null: not over, or it did not come to that. */
  ms: durationMs.nullable(),
});

/** The fewest addresses a server could give out by itself, or the like. */
const extremeSchema = z
  .object({ value: z.number().int(), server: z.string(), source: poolSourceSchema, at: time })
  .nullable();

export const reportPoolSchema = z.object({
  id: z.number().int().nullable(),
  key: z.string(),
  title: z.string(),
  addressCount: z.number().int().nullable(),
  mostActive: extremeSchema,
  /** The fewest that each server could give to new clients by itself. */
  fewestOwnFree: z.array(z.object({ role, worst: extremeSchema })),
  /** How long it would have lasted, as Pairwatch said in an alert at the time; null where it said nothing. */
  forecastThen: z.object({ at: time, sentence: z.string(), figures: z.array(figureSchema) }).nullable(),
});

export const reportImpactSchema = z.object({
  /** As `figures.answering` of the incident. */
  minutes: incidentFiguresSchema.shape.answering,
  clients: incidentFiguresSchema.shape.clients,
  pools: z.array(reportPoolSchema),
  /** Clients that were told nothing, by the servers' logs: `no free leases` and the like. null: no log was read in that time. */
  refused: z
    .object({
      count: z.number().int(),
      byServer: z.array(z.object({ server: z.string(), count: z.number().int() })),
      evidence: refs,
    })
    .nullable(),
  /** Leases that ended without renewal, by the lease file that tells of more; null: no lease file was read. */
  endedLeases: z.object({ count: z.number().int(), server: z.string(), from: time, until: time }).nullable(),
  /**
   * How many leases of each server waited for its partner's acknowledgement: the most and from when it was read so, and how
   * many at most when it was read last in the incident. null: its lease file was not read.
   */
  backlog: z.array(
    z.object({
      server: z.string(),
      most: z.object({ count: z.number().int(), at: time }).nullable(),
      atEnd: z.object({ count: z.number().int(), at: time }).nullable(),
    }),
  ),
  /** Addresses that both servers gave to different clients. */
  duplicates: z.array(z.object({ address: z.string(), at: time, sentence: z.string(), evidence: refs })),
});

/** From when until when one, two or no servers answered clients; null: nobody saw. */
export const answeringStretchSchema = z.object({
  from: time,
  until: time,
  servers: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
});

export const stateStaySchema = z.object({ state: z.string(), from: time, until: time.nullable() });

export const reportServerSchema = z.object({
  name: z.string(),
  role,
  host: z.string(),
  /** IANA name; null where it was not asked. */
  zone: z.string().nullable(),
  /** As dhcpd itself named it, such as `4.4.3-P1`; null where nobody saw it. */
  dhcpdVersion: z.string().nullable(),
  /** Where it named itself so. */
  versionEvidence: refs,
  /** Its states in the incident. Between two of them it was not seen. */
  stays: z.array(stateStaySchema),
});

export const reportEventSchema = z.object({
  eventId: z.number().int(),
  kind: eventKindSchema,
  server: z.string().nullable(),
  /** In the order of this. By Pairwatch's clock, as nearly as it is known. */
  at: time,
  /** The stamp that the server itself put on it, by its own clock; null where it put none. */
  serverStamp: time.nullable(),
  /**
   * `serverStamp` by Pairwatch's clock: minus the offset of that server's clock as it was measured nearest to that time.
   * `uncertaintyMs` has the second in it that a stamp of whole seconds leaves open, and any step of the clock about then.
   */
  corrected: z
    .object({ at: time, offsetMs: z.number(), uncertaintyMs: z.number(), measuredAt: time })
    .nullable(),
  /** When Pairwatch saw it. */
  observedAt: time,
  from: z.string().nullable(),
  to: z.string(),
  sentence: z.string(),
  sources: z.array(evidenceSchema.shape.source),
  actor: z.string().nullable(),
  /** How often the same was told. */
  count: z.number().int(),
  backfilled: z.boolean(),
  evidence: refs,
});

/** Only what is here stands for a point: null is a gap. */
const pointSchema = z.tuple([z.number(), z.number().nullable()]);
const bandPointSchema = z.tuple([
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
]);

export const chartLookSchema = z.enum(['server-a', 'server-b', 'used', 'backup', 'free', 'ink']);

/** A chart as data. Points are [ms since 1970, value], those of a band [ms, value, low, high]. */
export const reportChartSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lanes'),
    code: z.string(),
    title: z.string(),
    summary: z.string(),
    from: time,
    until: time,
    lanes: z.array(z.object({ name: z.string(), look: chartLookSchema, stays: z.array(stateStaySchema) })),
    marks: z.array(z.object({ at: time, label: z.string() })),
  }),
  z.object({
    kind: z.literal('lines'),
    code: z.string(),
    title: z.string(),
    summary: z.string(),
    from: time,
    until: time,
    unit: z.string(),
    isStacked: z.boolean(),
    series: z.array(
      z.object({
        name: z.string(),
        look: chartLookSchema,
        points: z.union([z.array(pointSchema), z.array(bandPointSchema)]),
      }),
    ),
    limits: z.array(z.object({ value: z.number(), label: z.string() })),
    marks: z.array(z.object({ at: time, label: z.string() })),
  }),
]);
export type ReportChart = z.infer<typeof reportChartSchema>;

const versionDiffSchema = z.object({ isSame: z.boolean(), files: z.array(fileDiffSchema) });
const versionAtSchema = z.object({ id: z.number().int(), readAt: time });

export const reportConfigSchema = z.object({
  server: z.string(),
  /** The configuration it ran with when the incident began; null where it was not read by then. */
  atBegin: versionAtSchema.nullable(),
  /** That of the end of the last day on which the pair was healthy all day; null where there is none in memory. */
  lastHealthy: versionAtSchema.extend({ day: z.iso.date() }).nullable(),
  /** What changed from then to the begin of the incident; null where one of the two is not there. */
  diff: versionDiffSchema.nullable(),
  /** Versions that were first read within the incident, and what each changed; null where nothing was read before. */
  during: z.array(versionAtSchema.extend({ diff: versionDiffSchema.nullable() })),
});

export const CAUSE_CODES = [
  'operator-action',
  'config-restart',
  'process-death',
  'server-death',
  'partition',
  'clock-refusal',
  'disk',
  'exhaustion',
  'both-down',
  'monitor',
] as const;

const argumentSchema = z.object({ sentence: z.string(), evidence: refs });

export const reportCauseSchema = z.object({
  code: z.enum(CAUSE_CODES),
  title: z.string(),
  /** How far the evidence carries. `shown` only where a source says so in so many words. */
  standing: z.enum(['shown', 'likely', 'possible', 'unlikely']),
  sentence: z.string(),
  supports: z.array(argumentSchema),
  against: z.array(argumentSchema),
});

export const reportGapSchema = z.object({
  /** `collector`: Pairwatch did not run. `source`: one way to read a server gave nothing. `unseen`: nobody saw who answered. */
  kind: z.enum(['collector', 'source', 'unseen', 'cut']),
  server: z.string().nullable(),
  source: evidenceSchema.shape.source.nullable(),
  from: time,
  until: time.nullable(),
  sentence: z.string(),
});

export const reportEvidenceSchema = z.object({
  ref,
  server: z.string().nullable(),
  source: evidenceSchema.shape.source,
  /** As it was read: a line of a log, a block of a lease file, a reading. */
  text: z.string(),
  observedAt: time.nullable(),
  /** Of `text` in UTF-8, in hexadecimal. */
  sha256: z.string().length(64),
});

export const reportDeliverySchema = deliverySummarySchema.extend({ tries: z.array(deliveryTrySchema) });

/** How many different things of each kind were replaced by stand-ins; all 0 in an internal report. */
export const reportRedactionSchema = z.object({
  addresses: z.number().int(),
  macs: z.number().int(),
  clientIds: z.number().int(),
  hostnames: z.number().int(),
  names: z.number().int(),
  /** What was left out altogether, each in a sentence. */
  withheld: z.array(z.string()),
});
export type ReportRedaction = z.infer<typeof reportRedactionSchema>;

export const incidentReportSchema = z.object({
  schema: z.literal('pairwatch.incident-report/1'),
  profile: reportProfileSchema,
  generated: z.object({ at: time, by: z.string(), productVersion: z.string() }),
  zones: z.object({
    /** IANA name of the site's zone: that of the servers where they agree, else UTC alone. */
    site: z.string().nullable(),
  }),
  incident: incidentSchema
    .pick({ id: true, pair: true, phase: true, severity: true, sentence: true })
    .extend({
      pairTitle: z.string().nullable(),
      acknowledgement: acknowledgementSchema.nullable(),
      reopenedAt: z.array(time),
    }),
  /** From the begin of the trouble to the end, or as far as it was known. */
  span: z.object({ from: time, until: time, isOver: z.boolean() }),
  /** Plain sentences that make one paragraph. */
  summary: z.array(z.string()).min(1),
  phases: z.array(reportPhaseSchema),
  times: z.array(measuredTimeSchema),
  impact: reportImpactSchema,
  servers: z.array(reportServerSchema),
  verdicts: z.array(
    z.object({ from: time, until: time.nullable(), verdict: verdictSchema, code: z.string() }),
  ),
  answering: z.array(answeringStretchSchema),
  alerts: z.array(
    z.object({
      id: z.number().int(),
      rule: z.string(),
      title: z.string(),
      severity: severitySchema.nullable(),
      startedAt: time,
      firedAt: time.nullable(),
      resolvedAt: time.nullable(),
      sentence: z.string(),
      figures: z.array(figureSchema),
      evidence: refs,
    }),
  ),
  /** Maintenance that was planned for a time of it. */
  planned: z.array(z.object({ from: time, until: time, reason: z.string(), by: z.string() })),
  timeline: z.array(reportEventSchema),
  charts: z.array(reportChartSchema),
  configuration: z.array(reportConfigSchema),
  deliveries: z.array(reportDeliverySchema),
  /** The likeliest first. */
  causes: z.array(reportCauseSchema),
  runbook: z.array(z.object({ page: z.string(), title: z.string(), steps: z.array(z.string()) })),
  notes: z.array(incidentNoteSchema),
  factors: z.array(incidentNoteSchema),
  actions: z.array(incidentTaskSchema),
  gaps: z.array(reportGapSchema),
  evidence: z.array(reportEvidenceSchema),
  redacted: reportRedactionSchema,
});
export type IncidentReport = z.infer<typeof incidentReportSchema>;
export type ReportPhase = z.infer<typeof reportPhaseSchema>;
export type MeasuredTime = z.infer<typeof measuredTimeSchema>;
export type ReportImpact = z.infer<typeof reportImpactSchema>;
export type ReportPool = z.infer<typeof reportPoolSchema>;
export type ReportServer = z.infer<typeof reportServerSchema>;
export type ReportEvent = z.infer<typeof reportEventSchema>;
export type ReportConfig = z.infer<typeof reportConfigSchema>;
export type ReportCause = z.infer<typeof reportCauseSchema>;
export type ReportGap = z.infer<typeof reportGapSchema>;
export type ReportEvidence = z.infer<typeof reportEvidenceSchema>;
