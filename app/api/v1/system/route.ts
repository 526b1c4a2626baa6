import { answer, json } from '../../../_server/answer.ts';
import { readSystem } from '../../../_server/system.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/system`: how Pairwatch itself does. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readSystem()));
}
