import { endOwn } from '../../../../_server/account.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { refuseBut } from '../../../../_server/read-only.ts';

const refuse = refuseBut('DELETE');

export { refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** `DELETE /api/v1/account/sessions`: signs who asks out everywhere but here. */
export function DELETE(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await endOwn(request, null)));
}
