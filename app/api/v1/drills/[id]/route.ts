import { answer, json } from '../../../../_server/answer.ts';
import { readDrill } from '../../../../_server/drills.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/drills/ID`: one failover drill as it stands. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/drills/[id]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readDrill((await params).id)));
}
