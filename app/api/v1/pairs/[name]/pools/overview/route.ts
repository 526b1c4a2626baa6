import { answer, json } from '@/app/_server/answer.ts';
import { readPoolOverview } from '@/app/_server/pool-overview.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/pools/overview`: the pools of one pair, one row each, with what was worked out of them. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/overview'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPoolOverview((await params).name)));
}
