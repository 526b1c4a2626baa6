import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { replayDelivery } from '../../../../../_server/deliveries.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/deliveries/ID/replay` with `{ by }`: sends it again under its own id. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/deliveries/[id]/replay'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, actSchema);
    return json(await replayDelivery((await params).id, body.by));
  });
}
