import { silenceInputSchema } from '../../../../lib/contracts/action.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { refuseBut } from '../../../_server/read-only.ts';
import { createSilence, readSilences } from '../../../_server/silences.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/silences`: silences that hold, then those that are over. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readSilences()));
}

/** `POST /api/v1/silences` with `{ by, pair?, rule?, server?, pool?, endsAt, reason }`: tells nobody of such alerts until then. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    return json(await createSilence(await deedOf(request, actor, silenceInputSchema)), 201);
  });
}
