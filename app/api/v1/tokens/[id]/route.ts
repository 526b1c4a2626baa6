import { removalSchema } from '../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { askedBy } from '../../../../_server/query.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { endToken } from '../../../../_server/users.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/tokens/ID?by=NAME`: it serves no more from now on. */
export function DELETE(request: Request, { params }: RouteContext<'/api/v1/tokens/[id]'>): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await endToken((await params).id, by));
  });
}
