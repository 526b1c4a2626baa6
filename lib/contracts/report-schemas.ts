import { z } from 'zod';
import { drillReportSchema } from './drill.ts';
import { incidentReportSchema } from './incident-report.ts';
import { periodReportSchema } from './period-report.ts';

/** The kinds of reports, by the name under which the schema of each is published at `/api/v1/schemas/`. */
export const REPORT_TYPES = ['incident-report', 'period-report', 'drill-report'] as const;
export type ReportType = (typeof REPORT_TYPES)[number];

const SHAPES: Record<ReportType, { schema: z.ZodType; about: string }> = {
  'incident-report': { schema: incidentReportSchema, about: 'an incident' },
  'period-report': { schema: periodReportSchema, about: 'a week or a month' },
  'drill-report': { schema: drillReportSchema, about: 'a failover drill' },
};

/** A JSON Schema (draft 2020-12) of a report as JSON. Members may be added in later versions, so it is not closed. */
export function reportJsonSchema(type: ReportType): object {
  const { schema, about } = SHAPES[type];
  const { $schema, ...shape } = z.toJSONSchema(schema, { io: 'input' });
  return {
    $schema,
    $id: `/api/v1/schemas/${type}`,
    title: type,
    description: `All that a report on ${about} says, in whichever format. Times are UTC by Pairwatch’s clock.`,
    ...shape,
  };
}
