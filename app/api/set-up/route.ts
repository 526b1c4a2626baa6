import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { setUp } from '@/app/_server/sign-in.ts';
import { setUpSchema } from '@/lib/contracts/sign-in.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/set-up` with `{ key, name, email, password }`: makes the first user, once, and signs him in. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => setUp(request, await bodyOf(request, setUpSchema)));
}
