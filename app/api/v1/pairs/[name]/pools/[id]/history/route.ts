import { answer, json } from '@/app/_server/answer.ts';
import { readPoolHistory } from '@/app/_server/pool-history.ts';
import { queryOf } from '@/app/_server/query.ts';
import { historyQuerySchema } from '@/lib/contracts/history.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/pools/ID/history?from&to&width`: how full a pool was, by each source of each server. `from`
 * and `to` are ISO times or milliseconds since 1970, the last 24 hours by default. An answer is one page: whatever the
 * range, a series has at most 600 points.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/[id]/history'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const now = Date.now();
    const query = queryOf(request, historyQuerySchema(now));
    const { name: pair, id: pool } = await params;
    return json(await readPoolHistory({ pair, pool }, query, now));
  });
}
