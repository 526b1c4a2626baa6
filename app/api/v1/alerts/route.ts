import { alertQuerySchema } from '../../../../lib/contracts/alert.ts';
import { readAlerts } from '../../../_server/alerts.ts';
import { answer, json } from '../../../_server/answer.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/**
 * `GET /api/v1/alerts?pair&severity&phase=active|resolved|all&limit&before`: a page of alerts, the worst that fires first; with
 * `all` those that are over come last.
 */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readAlerts(queryOf(request, alertQuerySchema))));
}
