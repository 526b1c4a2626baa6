import { answer, json } from '../../../../_server/answer.ts';
import { schemaOf } from '../../../../_server/schemas.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/schemas/TYPE`: the JSON Schema of the body of one type of webhook. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/schemas/[type]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(schemaOf((await params).type)));
}
