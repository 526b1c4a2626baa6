import { z } from 'zod';
import { subjectSchema, whySchema } from './alert.ts';
import { periodKindSchema } from './period-report.ts';
import { reportProfileSchema } from './report-profile.ts';
import { severitySchema } from './severity.ts';
import { verdictSchema } from './verdict.ts';

/** What is told outside: the body of a `standard` webhook, from which the other kinds are made. Times are ISO 8601 in UTC. */

const time = z.iso.datetime();

const alertData = z.object({
  id: z.number().int(),
  fingerprint: z.string(),
  pair: z.string().nullable(),
  rule: z.string(),
  title: z.string(),
  subject: subjectSchema,
  severity: severitySchema,
  startedAt: time,
  firedAt: time,
  resolvedAt: time.nullable(),
  why: whySchema,
  labels: z.record(z.string(), z.string()),
  incidentId: z.number().int().nullable(),
});
export type AlertData = z.infer<typeof alertData>;

const incidentData = z.object({
  id: z.number().int(),
  pair: z.string(),
  /** What people call the pair. */
  title: z.string().nullable(),
  severity: severitySchema,
  /** One plain sentence: what is the matter, or what was. */
  sentence: z.string(),
  nextStep: z.string().nullable(),
  firstSymptom: z.object({ at: time, sentence: z.string() }),
  openedAt: time,
  resolvedAt: time.nullable(),
  /** The pair's verdict when this was written; null when it was not known. */
  verdict: verdictSchema.nullable(),
  acknowledgement: z.object({ at: time, by: z.string(), note: z.string().nullable() }).nullable(),
  /** Those that fire, the worst first, then those that are over; 100 at most. */
  alerts: z.array(alertData),
  /** Why this message is sent, in one sentence. */
  reason: z.string(),
});
export type IncidentData = z.infer<typeof incidentData>;

const verdictData = z.object({
  pair: z.string(),
  title: z.string().nullable(),
  previousVerdict: verdictSchema.nullable(),
  verdict: verdictSchema,
  code: z.string(),
  sentence: z.string(),
  nextStep: z.string().nullable(),
  since: time,
  observedAt: time,
  servers: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      /** The server's last own word, however old: `observedAt` tells. */
      state: z.string().nullable(),
      observedAt: time.nullable(),
      answering: z.boolean().nullable(),
    }),
  ),
});
export type VerdictData = z.infer<typeof verdictData>;

const reportData = z.object({
  id: z.number().int(),
  /** null: all pairs. */
  pair: z.string().nullable(),
  title: z.string().nullable(),
  period: z.object({
    kind: periodKindSchema,
    /** `2026-W47`, `2026-11` */
    name: z.string(),
    zone: z.string(),
    from: time,
    until: time,
  }),
  profile: reportProfileSchema,
  madeAt: time,
  sentence: z.string(),
  /** The summary of the report, sentence by sentence. */
  summary: z.array(z.string()),
  /** Where the report is, below the address of this Pairwatch. */
  paths: z.object({ pdf: z.string(), html: z.string(), md: z.string(), json: z.string() }),
});
export type ReportData = z.infer<typeof reportData>;

const testData = z.object({
  sentence: z.string(),
  by: z.string(),
});
export type TestData = z.infer<typeof testData>;

const message = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ type: z.literal(type), timestamp: time, data });

/** By type, the whole body. Published under `GET /api/v1/schemas/TYPE`. */
export const MESSAGES = {
  'incident.opened': message('incident.opened', incidentData),
  /** It grew worse. */
  'incident.updated': message('incident.updated', incidentData),
  'incident.reopened': message('incident.reopened', incidentData),
  'incident.acknowledged': message('incident.acknowledged', incidentData),
  'incident.resolved': message('incident.resolved', incidentData),
  'alert.firing': message('alert.firing', alertData),
  /** It grew worse. */
  'alert.updated': message('alert.updated', alertData),
  'alert.resolved': message('alert.resolved', alertData),
  'pair.verdict_changed': message('pair.verdict_changed', verdictData),
  /** A report on a week or a month, sent to those that its schedule names. */
  'report.ready': message('report.ready', reportData),
  test: message('test', testData),
} as const;
export type MessageType = keyof typeof MESSAGES;
export const MESSAGE_TYPES = Object.keys(MESSAGES) as MessageType[]; // keys of a const object

export const messageSchema = z.discriminatedUnion('type', [
  MESSAGES['incident.opened'],
  MESSAGES['incident.updated'],
  MESSAGES['incident.reopened'],
  MESSAGES['incident.acknowledged'],
  MESSAGES['incident.resolved'],
  MESSAGES['alert.firing'],
  MESSAGES['alert.updated'],
  MESSAGES['alert.resolved'],
  MESSAGES['pair.verdict_changed'],
  MESSAGES['report.ready'],
  MESSAGES.test,
]);
/** What is told outside. */
export type Message = z.infer<typeof messageSchema>;
