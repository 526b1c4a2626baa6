import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { choosePassword } from '@/app/_server/sign-in.ts';
import { choosePasswordSchema } from '@/lib/contracts/user.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/set-up/password` with `{ key, password }`: makes it the password of whom the link is for, once, and signs him in. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () =>
    choosePassword(request, await bodyOf(request, choosePasswordSchema)),
  );
}
