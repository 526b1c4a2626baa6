import { answer } from '@/app/_server/answer.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { signOut } from '@/app/_server/sign-in.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/sign-out`: ends the session of the cookie that is sent, if there is one. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', (actor) => signOut(request, actor));
}
