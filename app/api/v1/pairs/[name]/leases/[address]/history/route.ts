import { leaseHistoryQuerySchema } from '../../../../../../../../lib/contracts/lease-query.ts';
import { answer, json } from '../../../../../../../_server/answer.ts';
import { readLeaseHistory } from '../../../../../../../_server/leases.ts';
import { badQuery } from '../../../../../../../_server/problem.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../../../_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/leases/ADDRESS/history?limit&cursor`: who had an address, on both servers, the latest first. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/leases/[address]/history'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const search = new URL(request.url).searchParams;
    const query = leaseHistoryQuerySchema.safeParse(Object.fromEntries(search));
    if (!query.success) throw badQuery(query.error, search);
    const { name, address } = await params;
    return json(await readLeaseHistory(name, address, query.data));
  });
}
