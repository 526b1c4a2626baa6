import { drillAbandonSchema } from '../../../../../../lib/contracts/drill-request.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { abandon } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/drills/ID/abandon` with `{ by, reason }`: calls it off, before or after its begin. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/abandon'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, drillAbandonSchema);
    return json(await abandon((await params).id, body));
  });
}
