import { answer, json } from '@/app/_server/answer.ts';
import { readPools } from '@/app/_server/read.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/pools`: the pools of one pair with each server's own counters. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPools((await params).name)));
}
