import { incidentQuerySchema } from '../../../../lib/contracts/incident.ts';
import { answer, json } from '../../../_server/answer.ts';
import { exportIncidents, readIncidents } from '../../../_server/incidents.ts';
import { wantsCsv } from '../../../_server/list-export.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/incidents?pair&phase=open|all&limit&before&format=csv`: incidents, those that are open first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, incidentQuerySchema);
    return wantsCsv(request, query) ? exportIncidents(query) : json(await readIncidents(query));
  });
}
