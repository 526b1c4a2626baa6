import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { beginPasskey } from '@/app/_server/passkeys.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { withPasswordSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/passkey/generate-register-options` with `{ password }`: what a browser is asked for a passkey to be added. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { password } = await bodyOf(request, withPasswordSchema);
    return beginPasskey(request, password);
  });
}
