import { userChangeSchema } from '../../../../../lib/contracts/user.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { deedOf } from '../../../../_server/body.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { change } from '../../../../_server/users.ts';

const refuse = refuseBut('PATCH');

export { refuse as DELETE, refuse as GET, refuse as POST, refuse as PUT };

/** `PATCH /api/v1/users/ID` with `{ by, name?, role?, pairs?, disabled? }`: who is disabled is out at once. */
export function PATCH(request: Request, { params }: RouteContext<'/api/v1/users/[id]'>): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    return json(await change((await params).id, await deedOf(request, actor, userChangeSchema)));
  });
}
