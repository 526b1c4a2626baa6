import { answer, json } from '@/app/_server/answer.ts';
import { queryOf } from '@/app/_server/query.ts';
import { readTransitions } from '@/app/_server/transitions.ts';
import { timelineQuerySchema } from '@/lib/contracts/timeline.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/transitions?from&to`: the changes of state of both servers, those near to each other as one group,
 * by Pairwatch's clock. `from` and `to` are ISO times or milliseconds since 1970, the last 24 hours by default.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/transitions'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const now = Date.now();
    const query = queryOf(request, timelineQuerySchema(now));
    return json(await readTransitions((await params).name, query, now));
  });
}
