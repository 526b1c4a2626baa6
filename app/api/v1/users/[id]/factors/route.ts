import { removalSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { askedBy } from '../../../../../_server/query.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import { takeUserFactors } from '../../../../../_server/users.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/users/ID/factors?by=NAME`: takes all but the password from a user who lost it, and signs him out everywhere. */
export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/users/[id]/factors'>,
): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await takeUserFactors((await params).id, by));
  });
}
