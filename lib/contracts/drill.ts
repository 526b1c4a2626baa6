import { z } from 'zod';
import { readinessSchema } from './truth.ts';
import { evidenceSchema } from './verdict.ts';

/**
 * A failover drill: people stop one server of a pair on purpose, Pairwatch watches what the pair makes of it. Times are
 * Pairwatch's clock unless they say otherwise; `…Ms` are milliseconds. Pairwatch itself never stops a server.
 */

const time = z.iso.datetime();
const durationMs = z.number().int().nonnegative();
const evidence = z.array(evidenceSchema);

/** The steps of a drill, in their order. */
export const DRILL_STEPS = [
  'stopped',
  'interrupted',
  'answers',
  'leases',
  'partner-down',
  'started',
  'recovery',
  'normal',
  'balanced',
] as const;
export const drillStepCodeSchema = z.enum(DRILL_STEPS);
export type DrillStepCode = z.infer<typeof drillStepCodeSchema>;

/** What is expected of a step before the drill begins. */
export const expectedStepSchema = z.object({
  code: drillStepCodeSchema,
  title: z.string(),
  /** What is to be seen, in a sentence. */
  expected: z.string(),
  /** The step whose time this one is measured from; null: the begin of the drill. */
  after: drillStepCodeSchema.nullable(),
  /** How long it may take at most; null where that lies with people or clients. */
  withinMs: durationMs.nullable(),
  /** Where that figure comes from. */
  why: z.string(),
  /** `must`: without it the drill has failed. `should`: without it something is left unproven. `may`: not every drill has it. */
  need: z.enum(['must', 'should', 'may']),
});
export type ExpectedStep = z.infer<typeof expectedStepSchema>;

export const drillOverrideSchema = z.object({ by: z.string(), at: time, reason: z.string() });

/** What readiness said when it was last looked at before the begin. */
export const drillReadinessSchema = z.object({
  at: time.nullable(),
  word: readinessSchema.shape.word,
  sentence: z.string(),
  lines: z.array(z.object({ title: z.string(), status: z.string(), text: z.string() })),
});
export type DrillReadiness = z.infer<typeof drillReadinessSchema>;

export const drillPlanSchema = z.object({
  pair: z.string(),
  pairTitle: z.string().nullable(),
  /** The one that people stop, and the one that is to carry on. */
  server: z.string(),
  survivor: z.string(),
  hosts: z.array(z.object({ server: z.string(), role: z.enum(['primary', 'secondary']), host: z.string() })),
  /** How long the server is to be away. */
  outageMinutes: z.number().int(),
  /** Whether people mean to set partner-down while it is away. */
  setsPartnerDown: z.boolean(),
  timings: z.object({
    mcltSeconds: z.number().nullable(),
    maxResponseDelaySeconds: z.number().nullable(),
    /** How often each server is asked while something is wrong. */
    pollMs: durationMs,
  }),
  steps: z.array(expectedStepSchema),
  /** What people run themselves. */
  commands: z.array(
    z.object({ when: z.enum(['stop', 'start']), host: z.string(), command: z.string(), text: z.string() }),
  ),
  readiness: drillReadinessSchema,
  /** Who began it although the pair was not ready, or nobody knew whether it was, and why. */
  override: drillOverrideSchema.nullable(),
  /** After this long it is given up. */
  giveUpAfterMs: durationMs,
});
export type DrillPlan = z.infer<typeof drillPlanSchema>;

/** One thing that was seen while a drill went on. `key` makes it the same when it is told again. */
export const drillObservationSchema = z.discriminatedUnion('kind', [
  /** A server answered us no more. `at` is the first try that failed, `lastAnswerAt` the last that did not. */
  z.object({
    kind: z.literal('silent'),
    key: z.string(),
    server: z.string(),
    at: time,
    lastAnswerAt: time.nullable(),
    evidence,
  }),
  z.object({
    kind: z.literal('heard'),
    key: z.string(),
    server: z.string(),
    at: time,
    evidence,
  }),
  z.object({
    kind: z.literal('state'),
    key: z.string(),
    server: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    at: time,
    /** By the server's own clock; null where it put no stamp on it. */
    stampAt: time.nullable(),
    evidence,
  }),
  z.object({
    kind: z.literal('answering'),
    key: z.string(),
    servers: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    at: time,
    until: time,
    evidence,
  }),
  /** Leases that a server gave or renewed; `at` is the first of them. */
  z.object({
    kind: z.literal('grants'),
    key: z.string(),
    server: z.string(),
    at: time,
    uncertaintyMs: durationMs.nullable(),
    count: z.number().int(),
    evidence,
  }),
  z.object({
    kind: z.literal('balance'),
    key: z.string(),
    /** When the oldest of its counters was read. */
    at: time,
    isBalanced: z.boolean(),
    sentence: z.string(),
    evidence,
  }),
  /** Something else that bears on the drill, such as a refused client. */
  z.object({
    kind: z.literal('note'),
    key: z.string(),
    at: time,
    weight: z.enum(['failure', 'remark']),
    sentence: z.string(),
    evidence,
  }),
]);
export type DrillObservation = z.infer<typeof drillObservationSchema>;

export const drillStepSchema = expectedStepSchema.extend({
  /**
   * `waiting`: not its turn. `due`: awaited. `overdue`: awaited for longer than expected. `seen`, `late`: seen within
   * what was expected, or later. `missing`: the drill ended without it. `skipped`: this drill did not have it.
   */
  status: z.enum(['waiting', 'due', 'overdue', 'seen', 'late', 'missing', 'skipped']),
  at: time.nullable(),
  /** How far `at` may be off; null where nobody knows. */
  uncertaintyMs: durationMs.nullable(),
  /** The server's own stamp, by its clock. */
  stampAt: time.nullable(),
  /** Until when it is expected; null where that lies with people, or its turn has not come. */
  dueAt: time.nullable(),
  /** From the time of the step that it is measured from. */
  tookMs: durationMs.nullable(),
  /** What was seen, or that nothing was. */
  sentence: z.string(),
  evidence,
});
export type DrillStep = z.infer<typeof drillStepSchema>;

export const drillMeasureSchema = z.object({
  code: z.enum(['detection', 'take-over', 'recovery']),
  title: z.string(),
  definition: z.string(),
  ms: durationMs.nullable(),
  uncertaintyMs: durationMs.nullable(),
  expectedMs: durationMs.nullable(),
});
export type DrillMeasure = z.infer<typeof drillMeasureSchema>;

export const drillRemarkSchema = z.object({
  at: time.nullable(),
  weight: z.enum(['failure', 'remark', 'unknown']),
  sentence: z.string(),
  evidence,
});
export type DrillRemark = z.infer<typeof drillRemarkSchema>;

/** `unknown`: what was needed was not seen, and it was not seen to fail either. Never passed. */
export const drillOutcomeSchema = z.enum(['passed', 'passed-with-remarks', 'failed', 'unknown']);
export type DrillOutcome = z.infer<typeof drillOutcomeSchema>;

export const drillVerdictSchema = z.object({
  outcome: drillOutcomeSchema,
  sentence: z.string(),
  reasons: z.array(z.string()),
});
export type DrillVerdict = z.infer<typeof drillVerdictSchema>;

const drillNoteSchema = z.object({ at: time, by: z.string(), text: z.string() });

export const drillRecordSchema = z.object({
  observations: z.array(drillObservationSchema),
  /** Stretches in which Pairwatch did not look. */
  gaps: z.array(z.object({ from: time, until: time })),
  /** When it was last worked out; null before the begin. */
  lookedAt: time.nullable(),
  /** Offsets of the two clocks against Pairwatch's, as they were measured last. */
  clocks: z.array(
    z.object({ server: z.string(), offsetMs: z.number(), uncertaintyMs: z.number(), measuredAt: time }),
  ),
  /** Whether the survivor's lease file is read: without it no lease can be seen. */
  readsLeases: z.boolean(),
  notes: z.array(drillNoteSchema),
  /** Who ended or abandoned it, and why; `by` null: Pairwatch gave it up. */
  end: z.object({ by: z.string().nullable(), reason: z.string().nullable() }).nullable(),
});
export type DrillRecord = z.infer<typeof drillRecordSchema>;

export const drillPhaseSchema = z.enum(['planned', 'running', 'ended', 'abandoned']);
export type DrillPhase = z.infer<typeof drillPhaseSchema>;

export const drillSignatureSchema = z.object({
  by: z.string(),
  at: time,
  /** Of the report's canonical JSON without `generated`, `signature` and `isAltered`, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DrillSignature = z.infer<typeof drillSignatureSchema>;

/** All that the report on a drill says, in whichever format. */
export const drillReportSchema = z.object({
  schema: z.literal('pairwatch.drill-report/1'),
  generated: z.object({ at: time, by: z.string(), productVersion: z.string() }),
  drill: z.object({
    id: z.number().int(),
    phase: drillPhaseSchema,
    actor: z.string(),
    createdAt: time,
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    /** The maintenance window that was recorded for it. */
    windowId: z.number().int().nullable(),
  }),
  plan: drillPlanSchema,
  steps: z.array(drillStepSchema),
  measures: z.array(drillMeasureSchema),
  /** What was not expected, and what is left unproven. */
  remarks: z.array(drillRemarkSchema),
  /** null while it goes on, and for one that was abandoned before it began. */
  verdict: drillVerdictSchema.nullable(),
  /** Every change of state that was seen, in order. */
  transitions: z.array(
    z.object({
      server: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      at: time,
      stampAt: time.nullable(),
      evidence,
    }),
  ),
  gaps: drillRecordSchema.shape.gaps,
  clocks: drillRecordSchema.shape.clocks,
  notes: z.array(drillNoteSchema),
  end: drillRecordSchema.shape.end,
  signature: drillSignatureSchema.nullable(),
  /** Whether what stands here is no longer what was signed; null while nobody signed. */
  isAltered: z.boolean().nullable(),
});
export type DrillReport = z.infer<typeof drillReportSchema>;

/** A drill in a list. */
export const drillSummarySchema = z.object({
  id: z.number().int(),
  pair: z.string(),
  server: z.string(),
  survivor: z.string(),
  phase: drillPhaseSchema,
  actor: z.string(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  verdict: drillVerdictSchema.nullable(),
  signature: drillSignatureSchema.nullable(),
  isAltered: z.boolean().nullable(),
  /** What is awaited too long, or was left undone; empty while all is in order. */
  warnings: z.array(z.string()),
});
export type DrillSummary = z.infer<typeof drillSummarySchema>;
