import { actSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { enableEndpoint } from '../../../../../_server/endpoints.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/endpoints/NAME/enable` with `{ by }`: sends there again. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/endpoints/[name]/enable'>,
): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const body = await deedOf(request, actor, actSchema);
    return json(await enableEndpoint((await params).name, body.by));
  });
}
