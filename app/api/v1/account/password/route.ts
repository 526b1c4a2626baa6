import { ownPasswordSchema } from '../../../../../lib/contracts/user.ts';
import { changePassword } from '../../../../_server/account.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { bodyOf } from '../../../../_server/body.ts';
import { refuseBut } from '../../../../_server/read-only.ts';

const refuse = refuseBut('PUT');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST };

/** `PUT /api/v1/account/password` with `{ present, password }`: who asks is signed out everywhere else. */
export function PUT(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { told, cookie } = await changePassword(request, await bodyOf(request, ownPasswordSchema));
    const response = json(told);
    if (cookie !== null) response.headers.append('Set-Cookie', cookie);
    return response;
  });
}
