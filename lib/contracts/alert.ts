import { z } from 'zod';
import { MAX_ID, pageLimit, parameter } from './parameter.ts';
import { SEVERITIES, severitySchema } from './severity.ts';
import { evidenceSchema } from './verdict.ts';

/** What an alert is about. All null: the pair as a whole, or Pairwatch itself. */
export const subjectSchema = z.object({
  server: z.string().nullable(),
  /** Key of a pool, as the pools of the pair have it. */
  pool: z.string().nullable(),
  /** What else tells two alerts of one rule apart: the key of a finding, the name of an endpoint. */
  detail: z.string().nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** One value a rule looked at, beside the limit it was held against. */
export const figureSchema = z.object({
  name: z.string(),
  value: z.number(),
  /** Such as `%`, `addresses`, `h`, `s`; empty for a mere count. */
  unit: z.string(),
  /** null where there is none. */
  limit: z.number().nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

/** Why an alert is as it is: what was judged, by which figures. */
export const whySchema = z.object({
  sentence: z.string(),
  nextStep: z.string().nullable(),
  figures: z.array(figureSchema),
  evidence: z.array(evidenceSchema),
});
export type Why = z.infer<typeof whySchema>;

/** Why a firing alert is told to nobody. */
export const suppressionSchema = z.discriminatedUnion('kind', [
  /** Another alert, by its fingerprint, says it already. */
  z.object({ kind: z.literal('inhibited'), by: z.string() }),
  z.object({ kind: z.literal('silenced'), silenceId: z.number().int(), until: z.iso.datetime() }),
  z.object({ kind: z.literal('maintenance'), windowId: z.number().int(), until: z.iso.datetime() }),
]);
export type SuppressionDto = z.infer<typeof suppressionSchema>;

export const acknowledgementSchema = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  note: z.string().nullable(),
});
export type AcknowledgementDto = z.infer<typeof acknowledgementSchema>;

const gistSchema = whySchema.pick({ sentence: true, nextStep: true });

/** An alert as a list has it: what it rests on is told with the alert itself. */
export const alertRowSchema = z.object({
  id: z.number().int(),
  /** The same for every firing of one rule about one subject. */
  fingerprint: z.string(),
  /** null: about Pairwatch itself. */
  pair: z.string().nullable(),
  rule: z.string(),
  /** The rule's name for people. */
  title: z.string(),
  subject: subjectSchema,
  phase: z.enum(['pending', 'firing', 'resolved']),
  /** The worst it has been; null while pending. */
  severity: severitySchema.nullable(),
  /** When what it tells of began. */
  startedAt: z.iso.datetime(),
  firedAt: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  /** Since when each level's condition holds without a break. */
  levels: z.array(z.object({ severity: severitySchema, since: z.iso.datetime().nullable() })),
  /** Since when nothing is known of it; null while something is. */
  noDataSince: z.iso.datetime().nullable(),
  isFlapping: z.boolean(),
  /** As it was last judged. */
  why: gistSchema,
  /** As it was when it fired, or last grew worse. */
  firedBecause: gistSchema.nullable(),
  /** How many figures and pieces of evidence there are for what it fired by, or while it is pending for what is seen. */
  facts: z.number().int(),
  labels: z.record(z.string(), z.string()),
  suppression: suppressionSchema.nullable(),
  /** The incident that tells it; null: it is told by itself. */
  incidentId: z.number().int().nullable(),
  acknowledgement: acknowledgementSchema.nullable(),
  observedAt: z.iso.datetime(),
});
export type AlertRowDto = z.infer<typeof alertRowSchema>;

/** All that is known of an alert. */
export const alertSchema = alertRowSchema.extend({ why: whySchema, firedBecause: whySchema.nullable() });
export type AlertDto = z.infer<typeof alertSchema>;

export const alertListSchema = z.object({
  now: z.iso.datetime(),
  /** Firing ones first, the worst at the top; then pending ones; then resolved ones; the latest first among equals. */
  alerts: z.array(alertRowSchema),
  /** How many of the pair and severity asked for go on, on whichever page. `told`: that fire, and are told to somebody. */
  counts: z.object({ firing: z.number().int(), pending: z.number().int(), told: z.number().int() }),
  /** Give this as `before` to get the next ones; null at the end. */
  nextBefore: z.string().nullable(),
});
export type AlertListDto = z.infer<typeof alertListSchema>;

/** The parts of a list of alerts, in its order. */
export const ALERT_PARTS = ['critical', 'warning', 'info', 'pending', 'resolved'] as const;
export type AlertPart = (typeof ALERT_PARTS)[number];

/**
 * Where a page of alerts begins: after the one of its part with this time and id. All of it is in the text, so it leads on
 * also when that alert went elsewhere meanwhile.
 */
export type AlertPlace = { part: AlertPart; at: number; id: number };

/** The text that says a place. */
export const formatAlertPlace = ({ part, at, id }: AlertPlace): string => `${part}.${at}.${id}`;

/** The place a text says; null for a text that says none. */
export function alertPlaceOf(text: string): AlertPlace | null {
  const [, of, at, id] = /^([a-z]+)\.(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  const part = ALERT_PARTS.find((each) => each === of);
  return part === undefined || Number(id) > MAX_ID ? null : { part, at: Number(at), id: Number(id) };
}

/** Query of `GET /api/v1/alerts`. */
export const alertQuerySchema = z.object({
  pair: z.string().optional(),
  /** `active`: pending and firing. */
  phase: z.enum(['active', 'resolved', 'all'], 'active, resolved or all').default('active'),
  /** Those that are this bad at their worst; what is pending has no severity yet. */
  severity: z.enum(SEVERITIES, `one of ${SEVERITIES.join(', ')}`).optional(),
  /** The whole list as a file, from `before` on. */
  format: z.enum(['csv'], 'csv').optional(),
  limit: pageLimit({ usual: 50, max: 200 }),
  before: parameter('what nextBefore gave', (text) => (alertPlaceOf(text) ? text : null)).optional(),
});
export type AlertQuery = z.infer<typeof alertQuerySchema>;
