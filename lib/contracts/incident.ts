import { z } from 'zod';
import { acknowledgementSchema, alertSchema } from './alert.ts';
import { deliverySummarySchema } from './delivery.ts';
import { eventSchema } from './event.ts';
import { poolSourceSchema } from './history.ts';
import { idParameter, pageLimit } from './parameter.ts';
import { severitySchema } from './severity.ts';

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
  /** The whole list as a file, from `before` on. */
  format: z.enum(['csv'], 'csv').optional(),
  limit: pageLimit({ usual: 50, max: 200 }),
  before: idParameter('the id of an incident, as nextBefore gives it').optional(),
});
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;

const deedSchema = z.object({ at: z.iso.datetime(), by: z.string() });

/** What of an incident people write down: what they found or did, and what they judge to have contributed to it. */
export const noteKindSchema = z.enum(['note', 'factor'], 'note or factor');
export type NoteKind = z.infer<typeof noteKindSchema>;

export const incidentNoteSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  text: z.string(),
  /** Who wrote what it says now, where that is not what was written first. */
  edited: deedSchema.nullable(),
});
export type IncidentNoteDto = z.infer<typeof incidentNoteSchema>;

/** Something to do after an incident, so that it does not come again. */
export const incidentTaskSchema = z.object({
  id: z.number().int(),
  text: z.string(),
  /** Who is to do it; null while nobody is named. */
  assignee: z.string().nullable(),
  /** By when; null while no date is set. */
  dueAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  by: z.string(),
  /** Who changed it last; null where it is as it was written down. */
  changed: deedSchema.nullable(),
  /** null while it is to be done. */
  done: deedSchema.nullable(),
});
export type IncidentTaskDto = z.infer<typeof incidentTaskSchema>;

const revision = {
  id: z.number().int(),
  /** Of the note, the factor or the task. */
  itemId: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  deed: z.enum(['changed', 'removed']),
};

/** What something that was written down was before somebody changed or removed it. */
export const incidentRevisionSchema = z.discriminatedUnion('item', [
  z.object({
    ...revision,
    item: noteKindSchema,
    /** `at` and `by`: of that text. */
    before: incidentNoteSchema.pick({ at: true, by: true, text: true }),
  }),
  z.object({
    ...revision,
    item: z.literal('task'),
    before: incidentTaskSchema.pick({ text: true, assignee: true, dueAt: true, done: true }),
  }),
]);
export type IncidentRevisionDto = z.infer<typeof incidentRevisionSchema>;

/** Answer of `GET /api/v1/incidents/ID/revisions`. */
export const incidentRevisionsSchema = z.object({
  now: z.iso.datetime(),
  /** Oldest first. */
  revisions: z.array(incidentRevisionSchema),
});
export type IncidentRevisionsDto = z.infer<typeof incidentRevisionsSchema>;

const minutes = z.number().nonnegative();
const durationMs = z.number().int().nonnegative();

/** What an incident comes to. */
export const incidentFiguresSchema = z.object({
  /** When the trouble began that it tells of. */
  beganAt: z.iso.datetime(),
  /** From there until the incident was opened. */
  detectMs: durationMs,
  /** From then until somebody said to look after it; null while nobody does. */
  acknowledgeMs: durationMs.nullable(),
  /** From the begin of the trouble to the end; null while it goes on. */
  resolveMs: durationMs.nullable(),
  /** Minutes from the begin to the end (or until now) in which two servers answered clients, one, none, and those nobody saw. */
  answering: z.object({ two: minutes, one: minutes, none: minutes, unseen: minutes }),
  /** How many addresses of the pair had a client when it began, as a lease file was counted; null where none was. */
  clients: z.object({ count: z.number().int(), server: z.string(), at: z.iso.datetime() }).nullable(),
});
export type IncidentFiguresDto = z.infer<typeof incidentFiguresSchema>;

const worstSchema = z
  .object({
    value: z.number().int(),
    server: z.string(),
    source: poolSourceSchema,
    /** Where the reading, or the stretch of readings summed up, begins. */
    at: z.iso.datetime(),
  })
  .nullable();

/** A pool that an alert of the incident is about, and how far it went; figures that were not read are null. */
export const affectedPoolSchema = z.object({
  /** null where Pairwatch no longer knows it. */
  id: z.number().int().nullable(),
  key: z.string(),
  sharedNetwork: z.string().nullable(),
  addressCount: z.number().int().nullable(),
  alertIds: z.array(z.number().int()),
  mostActive: worstSchema,
  /** Of the primary's share, and of the secondary's. */
  fewestFree: worstSchema,
  fewestBackup: worstSchema,
});
export type AffectedPoolDto = z.infer<typeof affectedPoolSchema>;

/** Answer of `GET /api/v1/incidents/ID`. */
export const incidentAnswerSchema = z.object({
  now: z.iso.datetime(),
  incident: incidentSchema,
  alerts: z.array(alertSchema),
  /** Everything of the pair from the first symptom to the end, oldest first; at most 1,000. */
  timeline: z.array(eventSchema),
  figures: incidentFiguresSchema,
  /** At most 20, those with the most alerts first. */
  pools: z.array(affectedPoolSchema),
  /** These three in the order in which they were written down. */
  notes: z.array(incidentNoteSchema),
  factors: z.array(incidentNoteSchema),
  tasks: z.array(incidentTaskSchema),
  /** How many of each were removed; the revisions keep them. */
  removed: z.object({ notes: z.number().int(), factors: z.number().int(), tasks: z.number().int() }),
  messages: z.array(deliverySummarySchema),
});
export type IncidentAnswerDto = z.infer<typeof incidentAnswerSchema>;
