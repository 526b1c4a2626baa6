import { alertQuerySchema } from '../../../../lib/contracts/alert.ts';
import { exportAlerts, readAlerts } from '../../../_server/alerts.ts';
import { answer, json } from '../../../_server/answer.ts';
import { wantsCsv } from '../../../_server/list-export.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/**
 * `GET /api/v1/alerts?pair&severity&phase=active|resolved|all&limit&before&format=csv`: a page of alerts, the worst that fires first; with
 * `all` those that are over come last.
 */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, alertQuerySchema);
    return wantsCsv(request, query) ? exportAlerts(query) : json(await readAlerts(query));
  });
}
