import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { secondStep } from '@/app/_server/second-step.ts';
import { recoveryCodeSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/two-factor/verify-backup-code` with `{ code }`, a code that serves once, in the place of one of the app: lets in who gave the right password before. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => {
    const { code } = await bodyOf(request, recoveryCodeSchema);
    return secondStep(request, 'recovery', code);
  });
}
