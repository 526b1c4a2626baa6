import { inviteSchema } from '../../../../lib/contracts/user.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { refuseBut } from '../../../_server/read-only.ts';
import { invite, readUsers } from '../../../_server/users.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/users`: who may sign in, may soon, or could once. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'admin', async () => json(await readUsers()));
}

/** `POST /api/v1/users` with `{ by, name, email, role, pairs? }`: makes a user, and the link to hand over. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    return json(await invite(request, await deedOf(request, actor, inviteSchema)), 201);
  });
}
