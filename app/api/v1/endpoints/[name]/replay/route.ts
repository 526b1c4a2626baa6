import { replaySchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { replayEndpoint } from '../../../../../_server/endpoints.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/endpoints/NAME/replay` with `{ by, since }`: sends again what was given up since then. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/endpoints/[name]/replay'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, replaySchema);
    return json(await replayEndpoint((await params).name, body));
  });
}
