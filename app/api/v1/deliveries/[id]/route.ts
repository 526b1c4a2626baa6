import { answer, json } from '../../../../_server/answer.ts';
import { readDelivery } from '../../../../_server/deliveries.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/deliveries/ID`: one message with each try to deliver it. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/deliveries/[id]'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readDelivery((await params).id)));
}
