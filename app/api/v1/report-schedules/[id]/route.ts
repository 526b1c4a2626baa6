import { removalSchema } from '../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { dropReportSchedule } from '../../../../_server/period-reports.ts';
import { askedBy } from '../../../../_server/query.ts';
import { refuseBut } from '../../../../_server/read-only.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/report-schedules/ID?by=NAME`: no more reports are made by it; those that were stay. */
export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/report-schedules/[id]'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await dropReportSchedule((await params).id, by));
  });
}
