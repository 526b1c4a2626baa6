import { answer, json } from '@/app/_server/answer.ts';
import { readPool } from '@/app/_server/pool-detail.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/pools/ID`: one pool with what each server tells of it and what was worked out. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/pools/[id]'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { name, id } = await params;
    return json(await readPool(name, id));
  });
}
