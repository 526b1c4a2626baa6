import { drillBeginSchema } from '../../../../../../lib/contracts/drill-request.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { beginPlanned } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/drills/ID/begin` with `{ by, override? }`: begins what was planned. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/begin'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, drillBeginSchema);
    return json(await beginPlanned((await params).id, body));
  });
}
