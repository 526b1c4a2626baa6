import { drillNoteInputSchema } from '../../../../../../lib/contracts/drill-request.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { note } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/drills/ID/notes` with `{ by, text }`: writes something down about it. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/drills/[id]/notes'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, drillNoteInputSchema);
    return json(await note((await params).id, body));
  });
}
