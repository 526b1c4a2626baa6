import { removalSchema } from '../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { removeWindow } from '../../../../_server/maintenance.ts';
import { askedBy } from '../../../../_server/query.ts';
import { refuseBut } from '../../../../_server/read-only.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/maintenance/ID?by=NAME`: calls it off, or ends it. */
export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/maintenance/[id]'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await removeWindow((await params).id, by));
  });
}
