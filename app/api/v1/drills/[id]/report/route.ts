import { drillReportQuerySchema } from '../../../../../../lib/contracts/drill-request.ts';
import { drillFile } from '../../../../../../lib/print/drill-file.ts';
import { answer } from '../../../../../_server/answer.ts';
import { readDrill } from '../../../../../_server/drills.ts';
import { fileAnswer } from '../../../../../_server/file-answer.ts';
import { queryOf } from '../../../../../_server/query.ts';
import { reportPrinter } from '../../../../../_server/report-printer.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../_server/read-only.ts';

/** `GET /api/v1/drills/ID/report?format=pdf|html|md|csv|json|zip`: the report on a failover drill as a file. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/report'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { format } = queryOf(request, drillReportQuerySchema);
    const { report } = await readDrill((await params).id);
    return fileAnswer(await drillFile(report, format, reportPrinter()), { inline: false });
  });
}
