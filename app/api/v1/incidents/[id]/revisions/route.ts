import { answer, json } from '../../../../../_server/answer.ts';
import { readRevisions } from '../../../../../_server/incidents.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../_server/read-only.ts';

/** `GET /api/v1/incidents/ID/revisions`: what its notes, factors and tasks were before each change and removal. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/incidents/[id]/revisions'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readRevisions((await params).id)));
}
