import { removalSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { askedBy } from '../../../../../_server/query.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import { signOutUser } from '../../../../../_server/users.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/users/ID/sessions?by=NAME`: signs this user out everywhere. */
export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/users/[id]/sessions'>,
): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await signOutUser((await params).id, by));
  });
}
