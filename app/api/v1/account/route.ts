import { readAccount } from '../../../_server/account.ts';
import { answer, json } from '../../../_server/answer.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/account`: who asks, and where he is signed in. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readAccount(request.headers)));
}
