import { answer, json } from '@/app/_server/answer.ts';
import { readPoolSparks } from '@/app/_server/pool-overview.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/pools/sparks`: how the use of each pool went in the last day, at most 48 points each. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/sparks'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPoolSparks((await params).name)));
}
