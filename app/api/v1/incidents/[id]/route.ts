import { answer, json } from '../../../../_server/answer.ts';
import { readIncident } from '../../../../_server/incidents.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/incidents/ID`: one incident with its alerts, timeline, notes and messages. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/incidents/[id]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readIncident((await params).id)));
}
