import { madeReportQuerySchema, reportOrderSchema } from '../../../../lib/contracts/report-schedule.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { makePeriodReport, readPeriodReports } from '../../../_server/period-reports.ts';
import { queryOf } from '../../../_server/query.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/reports?pair=&limit=&before=`: reports on weeks and months that were made, the last one first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readPeriodReports(queryOf(request, madeReportQuerySchema))),
  );
}

/** `POST /api/v1/reports` with `{ by, period, pair?, zone?, which? }`: makes one now of the last week or month, or the present so far. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    return json(await makePeriodReport(await deedOf(request, actor, reportOrderSchema)), 201);
  });
}
