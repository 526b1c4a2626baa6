import { acknowledgeSchema } from '../../../../../../lib/contracts/action.ts';
import { acknowledgeAlert } from '../../../../../_server/alerts.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/alerts/ID/acknowledge` with `{ by, note? }`: somebody looks after it. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/alerts/[id]/acknowledge'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, acknowledgeSchema);
    return json(await acknowledgeAlert((await params).id, body));
  });
}
