import { z } from 'zod';
import { actorSchema } from './action.ts';
import { reportFormatSchema, reportProfileSchema } from './report-profile.ts';

const YES_NO = '1 to show it in the browser, or 0 to save it as a file';

/** Query of `GET /api/v1/incidents/ID/report`. */
export const reportQuerySchema = z.object({
  format: z
    .enum(reportFormatSchema.options, `one of ${reportFormatSchema.options.join(', ')}`)
    .default('pdf'),
  profile: z
    .enum(reportProfileSchema.options, `one of ${reportProfileSchema.options.join(', ')}`)
    .default('internal'),
  /** Who asks for it: the report says by whom it was made. */
  by: actorSchema.default('the API'),
  inline: z
    .enum(['0', '1'], YES_NO)
    .default('0')
    .transform((text) => text === '1'),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
