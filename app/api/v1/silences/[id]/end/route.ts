import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import { endSilence } from '../../../../../_server/silences.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/silences/ID/end` with `{ by }`: ends it before its time. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/silences/[id]/end'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, actSchema);
    return json(await endSilence((await params).id, body.by));
  });
}
