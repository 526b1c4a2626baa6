import { reportScheduleInputSchema } from '../../../../lib/contracts/report-schedule.ts';
import { answer, json } from '../../../_server/answer.ts';
import { bodyOf } from '../../../_server/body.ts';
import { addReportSchedule, readReportSchedules } from '../../../_server/period-reports.ts';
import { permit } from '../../../_server/permit.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/report-schedules`: which reports are made at the end of each week or month, and to whom they go. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => json(await readReportSchedules()));
}

/** `POST /api/v1/report-schedules` with `{ by, period, pair?, zone, endpoints?, profile? }`: has one made from now on. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async () => {
    permit(request);
    return json(await addReportSchedule(await bodyOf(request, reportScheduleInputSchema)), 201);
  });
}
