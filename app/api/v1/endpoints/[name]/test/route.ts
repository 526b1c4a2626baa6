import { testSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { testEndpoint } from '../../../../../_server/endpoints.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/endpoints/NAME/test` with `{ by, type }`: sends a message that only tries the way; its `id` is that of a delivery. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/endpoints/[name]/test'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, testSchema);
    return json(await testEndpoint((await params).name, body));
  });
}
