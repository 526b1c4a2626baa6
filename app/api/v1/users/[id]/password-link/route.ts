import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import { renewLink } from '../../../../../_server/users.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/users/ID/password-link` with `{ by }`: a link by which he chooses another password, once and within three days. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/users/[id]/password-link'>,
): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = await deedOf(request, actor, actSchema);
    return json(await renewLink(request, (await params).id, by), 201);
  });
}
