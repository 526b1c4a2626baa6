import { acknowledgeSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { acknowledgeIncident } from '../../../../../_server/incidents.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/incidents/ID/acknowledge` with `{ by, note? }`: somebody looks after it and its alerts. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/incidents/[id]/acknowledge'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, acknowledgeSchema);
    return json(await acknowledgeIncident((await params).id, body));
  });
}
