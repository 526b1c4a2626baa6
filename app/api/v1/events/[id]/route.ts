import { answer, json } from '../../../../_server/answer.ts';
import { readEvent } from '../../../../_server/events.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/events/ID`: one event with those of its incident, or of its minute. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/events/[id]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readEvent((await params).id)));
}
