import { answer, json } from '@/app/_server/answer.ts';
import { readPoolUse } from '@/app/_server/pool-history.ts';
import { queryOf } from '@/app/_server/query.ts';
import { historyQuerySchema } from '@/lib/contracts/history.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/pools/ID/use?from&to&width`: what charts draw of the pool's history, in lists; asked for as that is.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/[id]/use'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const now = Date.now();
    const query = queryOf(request, historyQuerySchema(now));
    const { name: pair, id: pool } = await params;
    return json(await readPoolUse({ pair, pool }, query, now));
  });
}
