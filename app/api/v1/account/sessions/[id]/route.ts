import { endOwn } from '../../../../../_server/account.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/account/sessions/ID`: signs who asks out in one place. */
export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/account/sessions/[id]'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await endOwn(request, (await params).id)));
}
