import { deliveryQuerySchema } from '../../../../lib/contracts/delivery.ts';
import { answer, json } from '../../../_server/answer.ts';
import { exportDeliveries, readDeliveries } from '../../../_server/deliveries.ts';
import { wantsCsv } from '../../../_server/list-export.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/deliveries?endpoint&status&limit&before&format=csv`: messages and what became of them, newest first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, deliveryQuerySchema);
    return wantsCsv(request, query) ? exportDeliveries(query) : json(await readDeliveries(query));
  });
}
