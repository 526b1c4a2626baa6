import { z } from 'zod';
import { actorSchema } from './action.ts';
import { idParameter, pageLimit } from './parameter.ts';
import { PERIOD_TABLES, periodKindSchema } from './period-report.ts';
import { reportProfileSchema } from './report-profile.ts';

const zone = z.string('the IANA name of a time zone, such as Europe/Berlin');
const pair = z.string('the name of a pair').nullable();

/** A report that is made at the end of each week or month, and sent. */
export const reportScheduleSchema = z.object({
  id: z.number().int(),
  period: periodKindSchema,
  /** null: all pairs. */
  pair: z.string().nullable(),
  zone: z.string(),
  /** Names of those it is sent to. */
  endpoints: z.array(z.string()),
  profile: reportProfileSchema,
  createdAt: z.iso.datetime(),
  by: z.string(),
  /** When the period ends that is reported next; it is made ten minutes later. */
  nextAt: z.iso.datetime(),
});
export type ReportScheduleDto = z.infer<typeof reportScheduleSchema>;

/** Answer of `GET /api/v1/report-schedules`. */
export const reportScheduleListSchema = z.object({
  now: z.iso.datetime(),
  schedules: z.array(reportScheduleSchema),
});
export type ReportScheduleListDto = z.infer<typeof reportScheduleListSchema>;

/** Body of `POST /api/v1/report-schedules`. */
export const reportScheduleInputSchema = z.object({
  by: actorSchema,
  period: periodKindSchema,
  pair: pair.default(null),
  zone,
  endpoints: z.array(z.string(), 'a list of names of endpoints').default([]),
  profile: reportProfileSchema.default('internal'),
});
export type ReportScheduleInput = z.infer<typeof reportScheduleInputSchema>;

export const reportScheduleAnswerSchema = z.object({
  now: z.iso.datetime(),
  schedule: reportScheduleSchema,
});
export type ReportScheduleAnswerDto = z.infer<typeof reportScheduleAnswerSchema>;

/** A report that was made, without what it says. */
export const madeReportSchema = z.object({
  id: z.number().int(),
  /** null: made on demand. */
  scheduleId: z.number().int().nullable(),
  period: periodKindSchema,
  /** `2026-W47`, `2026-11` */
  name: z.string(),
  /** null: all pairs. */
  pair: z.string().nullable(),
  zone: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  isOver: z.boolean(),
  madeAt: z.iso.datetime(),
  /** null: by itself. */
  by: z.string().nullable(),
});
export type MadeReportDto = z.infer<typeof madeReportSchema>;

/** Answer of `GET /api/v1/reports`. */
export const madeReportListSchema = z.object({
  now: z.iso.datetime(),
  /** The last made first. */
  reports: z.array(madeReportSchema),
  /** Give this as `before` to get the next older ones; null at the end. */
  nextBefore: z.number().int().nullable(),
});
export type MadeReportListDto = z.infer<typeof madeReportListSchema>;

/** Query of `GET /api/v1/reports`. */
export const madeReportQuerySchema = z.object({
  pair: z.string().optional(),
  limit: pageLimit({ usual: 20, max: 200 }),
  before: idParameter('the id of a report, as nextBefore gives it').optional(),
});
export type MadeReportQuery = z.infer<typeof madeReportQuerySchema>;

export const PERIOD_FORMATS = ['pdf', 'html', 'md', 'csv', 'json'] as const;
export type PeriodFormat = (typeof PERIOD_FORMATS)[number];

/** Query of `GET /api/v1/reports/ID`. */
export const periodFileSchema = z.object({
  format: z.enum(PERIOD_FORMATS, `one of ${PERIOD_FORMATS.join(', ')}`).default('json'),
  profile: reportProfileSchema.default('internal'),
  /** Of a CSV: which table. */
  table: z.enum(PERIOD_TABLES, `one of ${PERIOD_TABLES.join(', ')}`).default('redundancy'),
});
export type PeriodFileQuery = z.infer<typeof periodFileSchema>;

/** Body of `POST /api/v1/reports`. */
export const reportOrderSchema = z.object({
  by: actorSchema,
  period: periodKindSchema,
  pair: pair.default(null),
  /** The zone of the servers, where they agree, unless told; else UTC. */
  zone: zone.optional(),
  /** `last`: the last that is over. `current`: the present one so far. */
  which: z.enum(['last', 'current'], 'last or current').default('last'),
});
export type ReportOrder = z.infer<typeof reportOrderSchema>;

export const madeReportAnswerSchema = z.object({ now: z.iso.datetime(), report: madeReportSchema });
export type MadeReportAnswerDto = z.infer<typeof madeReportAnswerSchema>;
