import { reportScheduleInputSchema } from '../../../../lib/contracts/report-schedule.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { addReportSchedule, readReportSchedules } from '../../../_server/period-reports.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/report-schedules`: which reports are made at the end of each week or month, and to whom they go. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readReportSchedules()));
}

/** `POST /api/v1/report-schedules` with `{ by, period, pair?, zone, endpoints?, profile? }`: has one made from now on. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    return json(await addReportSchedule(await deedOf(request, actor, reportScheduleInputSchema)), 201);
  });
}
