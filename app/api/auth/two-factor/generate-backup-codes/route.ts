import { answer, json } from '@/app/_server/answer.ts';
import { bodyOf } from '@/app/_server/body.ts';
import { renewCodes } from '@/app/_server/factors.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { withPasswordSchema } from '@/lib/contracts/factors.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/auth/two-factor/generate-backup-codes` with `{ password }`: recovery codes in the place of those before. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { password } = await bodyOf(request, withPasswordSchema);
    return json(await renewCodes(request, password));
  });
}
