import { z } from 'zod';
import { incidentReportSchema } from './incident-report.ts';

/** Where the schema is published, under `/api/v1/schemas/`. */
export const INCIDENT_REPORT = 'incident-report';

/** A JSON Schema (draft 2020-12) of the report as JSON. Members may be added in later versions, so it is not closed. */
export function incidentReportJsonSchema(): object {
  const { $schema, ...shape } = z.toJSONSchema(incidentReportSchema, { io: 'input' });
  return {
    $schema,
    $id: `/api/v1/schemas/${INCIDENT_REPORT}`,
    title: INCIDENT_REPORT,
    description:
      'All that a report on an incident says, in whichever format. Times are UTC by Pairwatch’s clock.',
    ...shape,
  };
}
