import { readAlert } from '../../../../_server/alerts.ts';
import { answer, json } from '../../../../_server/answer.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/alerts/ID`: one alert. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/alerts/[id]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readAlert((await params).id)));
}
