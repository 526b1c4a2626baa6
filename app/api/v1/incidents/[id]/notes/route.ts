import { noteSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { noteIncident } from '../../../../../_server/incidents.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/incidents/ID/notes` with `{ by, text, kind? }`: writes something down about it. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/incidents/[id]/notes'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, noteSchema);
    return json(await noteIncident((await params).id, body));
  });
}
