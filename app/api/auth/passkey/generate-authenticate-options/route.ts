import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { askForPasskey } from '@/app/_server/passkeys.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { nothingSchema } from '@/lib/contracts/passkeys.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/passkey/generate-authenticate-options` with `{}`: what a browser is asked of whoever signs in by a passkey. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => {
    await bodyOf(request, nothingSchema);
    return askForPasskey(request);
  });
}
