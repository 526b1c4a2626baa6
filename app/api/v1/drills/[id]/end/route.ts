import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { end } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/drills/ID/end` with `{ by }`: ends it, and says what became of it. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/end'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, actSchema);
    return json(await end((await params).id, body));
  });
}
