import { tokenInputSchema } from '../../../../lib/contracts/user.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { refuseBut } from '../../../_server/read-only.ts';
import { makeToken, readTokens } from '../../../_server/users.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/tokens`: those there are and were, without what they are. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'admin', async () => json(await readTokens()));
}

/** `POST /api/v1/tokens` with `{ by, name, role, pairs?, days? }`: the token is in this answer alone. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    return json(await makeToken(await deedOf(request, actor, tokenInputSchema)), 201);
  });
}
