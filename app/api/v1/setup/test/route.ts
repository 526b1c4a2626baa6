import { setupTestSchema } from '../../../../../lib/contracts/setup.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { bodyOf } from '../../../../_server/body.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { testSetup } from '../../../../_server/setup.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/setup/test`: tries one step of a pair's settings, as lib/contracts/setup.ts has them. Changes nothing. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async () => {
    return json(await testSetup(await bodyOf(request, setupTestSchema), request.signal));
  });
}
