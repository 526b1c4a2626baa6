import { answer, json } from '@/app/_server/answer.ts';
import { queryOf } from '@/app/_server/query.ts';
import { readTimeline } from '@/app/_server/timeline.ts';
import { timelineQuerySchema } from '@/lib/contracts/timeline.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/timeline?from&to`: the states of both servers, the verdicts, and what was told and done, on
 * Pairwatch's clock. `from` and `to` are ISO times or milliseconds since 1970, the last 24 hours by default.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/timeline'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const now = Date.now();
    const query = queryOf(request, timelineQuerySchema(now));
    return json(await readTimeline((await params).name, query, now));
  });
}
