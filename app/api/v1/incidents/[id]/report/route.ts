import { reportQuerySchema } from '../../../../../../lib/contracts/report-query.ts';
import { answer } from '../../../../../_server/answer.ts';
import { fileAnswer, inItsFrame } from '../../../../../_server/file-answer.ts';
import { makeIncidentReport } from '../../../../../_server/incident-report.ts';
import { askedBy } from '../../../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../_server/read-only.ts';

/** `GET /api/v1/incidents/ID/report?format=pdf|html|md|csv|json|zip&profile=internal|vendor|public`: the report as a file. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/incidents/[id]/report'>,
): Promise<Response> {
  return answer(request, 'viewer', async (actor) => {
    const query = askedBy(request, actor, reportQuerySchema);
    return fileAnswer(await makeIncidentReport((await params).id, query), query);
  }).then(inItsFrame);
}
