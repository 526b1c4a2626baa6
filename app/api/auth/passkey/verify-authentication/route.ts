import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { signInByPasskey } from '@/app/_server/passkeys.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { passkeyShownSchema } from '@/lib/contracts/passkeys.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/passkey/verify-authentication` with `{ response }`: the answer has the cookie of a session. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () =>
    signInByPasskey(request, await bodyOf(request, passkeyShownSchema)),
  );
}
