import { answer, json } from '@/app/_server/answer.ts';
import { readPoolsAtRisk } from '@/app/_server/pools-at-risk.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/pools/at-risk`: the pools of one pair whose share ends soonest, and how long each server lasts alone. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/at-risk'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPoolsAtRisk((await params).name)));
}
