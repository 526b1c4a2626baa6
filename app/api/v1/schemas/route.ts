import { answer, json } from '../../../_server/answer.ts';
import { listSchemas } from '../../../_server/schemas.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/schemas`: where the JSON Schema of each type of webhook is. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(listSchemas()));
}
