import { periodFileSchema } from '../../../../../lib/contracts/report-schedule.ts';
import { answer } from '../../../../_server/answer.ts';
import { fileAnswer } from '../../../../_server/file-answer.ts';
import { periodReportFile } from '../../../../_server/period-reports.ts';
import { queryOf } from '../../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/reports/ID?format=json|pdf|html|md|csv&profile=internal|vendor|public&table=`: the report as a file. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/reports/[id]'>): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, periodFileSchema);
    return fileAnswer(await periodReportFile((await params).id, query), { inline: false });
  });
}
