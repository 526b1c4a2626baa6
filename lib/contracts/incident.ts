import { z } from 'zod';
import { acknowledgementSchema, alertSchema, severitySchema } from './alert.ts';
import { deliverySummarySchema } from './delivery.ts';
import { eventSchema } from './event.ts';
import { idParameter, pageLimit } from './parameter.ts';

export const incidentSchema = z.object({
  id: z.number().int(),
  pair: z.string(),
  phase: z.enum(['open', 'resolved']),
  /** The worst it has been since it opened, or opened again. */
  severity: severitySchema,
  /** One plain sentence: what it is, or was, about. */
  sentence: z.string(),
  firstSymptom: z.object({ at: z.iso.datetime(), sentence: z.string(), alertId: z.number().int() }),
  openedAt: z.iso.datetime(),
  /** Since when the pair is well again, while it is waited whether it stays so. */
  quietSince: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  /** When it was opened again, each time. */
  reopenedAt: z.array(z.iso.datetime()),
  acknowledgement: acknowledgementSchema.nullable(),
  alertCounts: z.object({ firing: z.number().int(), all: z.number().int() }),
});
export type IncidentDto = z.infer<typeof incidentSchema>;

export const incidentListSchema = z.object({
  now: z.iso.datetime(),
  /** Open ones first, the worst at the top; then resolved ones, the latest first. */
  incidents: z.array(incidentSchema),
  nextBefore: z.number().int().nullable(),
});
export type IncidentListDto = z.infer<typeof incidentListSchema>;

/** Query of `GET /api/v1/incidents`. */
export const incidentQuerySchema = z.object({
  pair: z.string().optional(),
  phase: z.enum(['open', 'all'], 'open or all').default('all'),
  limit: pageLimit({ usual: 50, max: 200 }),
  before: idParameter('the id of an incident, as nextBefore gives it').optional(),
});
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;

export const incidentNoteSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  text: z.string(),
});
export type IncidentNoteDto = z.infer<typeof incidentNoteSchema>;

/** Answer of `GET /api/v1/incidents/ID`. */
export const incidentAnswerSchema = z.object({
  now: z.iso.datetime(),
  incident: incidentSchema,
  alerts: z.array(alertSchema),
  /** Everything of the pair from the first symptom to the end, oldest first; at most 1,000. */
  timeline: z.array(eventSchema),
  notes: z.array(incidentNoteSchema),
  messages: z.array(deliverySummarySchema),
});
export type IncidentAnswerDto = z.infer<typeof incidentAnswerSchema>;
