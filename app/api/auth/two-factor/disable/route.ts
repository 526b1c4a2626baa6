import { answer } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { turnAppOff } from '@/app/_server/factors.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { withPasswordSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/two-factor/disable` with `{ password }`: who asks signs in by the password alone again. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { password } = await bodyOf(request, withPasswordSchema);
    return turnAppOff(request, password);
  });
}
