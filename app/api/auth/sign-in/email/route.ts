import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { signIn } from '@/app/_server/sign-in.ts';
import { signInSchema } from '@/lib/contracts/sign-in.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/sign-in/email` with `{ email, password }`: the answer has the cookie of a session. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => signIn(request, await bodyOf(request, signInSchema)));
}
