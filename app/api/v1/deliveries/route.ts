import { deliveryQuerySchema } from '../../../../lib/contracts/delivery.ts';
import { answer, json } from '../../../_server/answer.ts';
import { readDeliveries } from '../../../_server/deliveries.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/deliveries?endpoint&status&limit&before`: messages and what became of them, newest first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readDeliveries(queryOf(request, deliveryQuerySchema))),
  );
}
