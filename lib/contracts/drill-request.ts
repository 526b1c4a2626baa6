import { z } from 'zod';
import { actorSchema, noteSchema, windowInputSchema } from './action.ts';
import { drillReadinessSchema, drillReportSchema, drillSummarySchema } from './drill.ts';
import { reportFormatSchema } from './report-profile.ts';

/** What is asked of drills, and what is answered. */

const time = z.iso.datetime();

/** Which server could be stopped, and what that would be like. */
export const drillChoiceSchema = z.object({
  server: z.string(),
  role: z.enum(['primary', 'secondary']),
  survivor: z.string(),
});

/** Answer of `GET /api/v1/pairs/NAME/drills`. */
export const drillListSchema = z.object({
  now: time,
  /** Newest first. */
  drills: z.array(drillSummarySchema),
  readiness: drillReadinessSchema,
  choices: z.array(drillChoiceSchema),
});
export type DrillListDto = z.infer<typeof drillListSchema>;

/** Answer of `GET /api/v1/drills/ID` and of everything that changes one: its report as it stands. */
export const drillAnswerSchema = z.object({
  now: time,
  summary: drillSummarySchema,
  /** Readiness as it is now, while it was not begun; else as it was then. */
  readiness: drillReadinessSchema,
  report: drillReportSchema,
});
export type DrillAnswerDto = z.infer<typeof drillAnswerSchema>;

const reason = windowInputSchema.shape.reason;
const SERVER = 'the name of the server that is to be stopped';
const MINUTES = 'a number of minutes from 1 to 60';

/** Body of `POST /api/v1/pairs/NAME/drills`. */
export const drillInputSchema = z.strictObject({
  by: actorSchema,
  server: z.string(SERVER).trim().min(1, SERVER).max(255, SERVER),
  outageMinutes: z.number(MINUTES).int(MINUTES).min(1, MINUTES).max(60, MINUTES).default(3),
  setsPartnerDown: z.boolean('true or false').default(false),
});
export type DrillInput = z.output<typeof drillInputSchema>;
/** The same as it may be sent. */
export type DrillRequest = z.input<typeof drillInputSchema>;

/** Body of `POST /api/v1/drills/ID/begin`. */
export const drillBeginSchema = z.strictObject({
  by: actorSchema,
  /** Why it is begun although the pair is not ready, or nobody knows whether it is. */
  override: reason.nullable().default(null),
});

/** Body of `POST /api/v1/drills/ID/abandon`. */
export const drillAbandonSchema = z.strictObject({ by: actorSchema, reason });

/** Body of `POST /api/v1/drills/ID/notes`. */
export const drillNoteInputSchema = z.strictObject({ by: actorSchema, text: noteSchema.shape.text });

/** Query of `GET /api/v1/drills/ID/report`. */
export const drillReportQuerySchema = z.object({
  format: z
    .enum(reportFormatSchema.options, `one of ${reportFormatSchema.options.join(', ')}`)
    .default('json'),
});
