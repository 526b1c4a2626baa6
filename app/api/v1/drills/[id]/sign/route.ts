import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { sign } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/drills/ID/sign` with `{ by }`: signs its report; nothing of it changes from then on. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/sign'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, actSchema);
    return json(await sign((await params).id, body));
  });
}
