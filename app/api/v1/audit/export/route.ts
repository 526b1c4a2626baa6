import { auditExportSchema } from '../../../../../lib/contracts/audit.ts';
import { answer } from '../../../../_server/answer.ts';
import { exportAudit } from '../../../../_server/audit.ts';
import { queryOf } from '../../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/audit/export` with the filters of `GET /api/v1/audit`: all of it as CSV. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'admin', () => exportAudit(queryOf(request, auditExportSchema)));
}
