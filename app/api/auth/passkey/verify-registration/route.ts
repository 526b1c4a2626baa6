import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { addPasskey } from '@/app/_server/passkeys.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { passkeyAddedSchema } from '@/lib/contracts/passkeys.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/passkey/verify-registration` with `{ name, response }`: adds the passkey that the browser answered with. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    addPasskey(request, await bodyOf(request, passkeyAddedSchema)),
  );
}
