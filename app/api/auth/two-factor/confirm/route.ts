import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { confirmApp } from '@/app/_server/factors.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { appCodeSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/two-factor/confirm` with `{ code }`: from now on who asks signs in with a code of the app as well. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { code } = await bodyOf(request, appCodeSchema);
    return confirmApp(request, code);
  });
}
