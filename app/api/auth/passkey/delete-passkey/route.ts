import { answer, json } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { removeOwnPasskey } from '@/app/_server/passkeys.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { passkeyRemovedSchema } from '@/lib/contracts/passkeys.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/passkey/delete-passkey` with `{ id }`: a passkey of who asks serves no more. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { id } = await bodyOf(request, passkeyRemovedSchema);
    return json(await removeOwnPasskey(request, id));
  });
}
