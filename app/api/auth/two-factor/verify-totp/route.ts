import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { secondStep } from '@/app/_server/second-step.ts';
import { appCodeSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/two-factor/verify-totp` with `{ code }`, a code of the app: lets in who gave the right password before. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => {
    const { code } = await bodyOf(request, appCodeSchema);
    return secondStep(request, 'app', code);
  });
}
