import { auditQuerySchema } from '../../../../lib/contracts/audit.ts';
import { answer, json } from '../../../_server/answer.ts';
import { readAudit } from '../../../_server/audit.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/audit?who&deed&pair&from&to&limit&before`: who did what, newest first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'admin', async () => json(await readAudit(queryOf(request, auditQuerySchema))));
}
