import { answer, json } from '@/app/_server/answer.ts';
import { readLeaseAt, readLeases } from '@/app/_server/leases.ts';
import { badQuery } from '@/app/_server/problem.ts';
import { leaseQuerySchema } from '@/lib/contracts/lease-query.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/leases?q|ip|mac|client|hostname&state&pool&server&limit&cursor`: the addresses whose lease on
 * any server fits, in their order, each with the leases of both servers. `?ip=ADDRESS&at=TIME`: who had it then.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/leases'>,
): Promise<Response> {
  return answer(request, async () => {
    const search = new URL(request.url).searchParams;
    const parsed = leaseQuerySchema.safeParse(Object.fromEntries(search));
    if (!parsed.success) throw badQuery(parsed.error, search);
    const { name } = await params;
    const { at: moment, server, filter } = parsed.data;
    return json(
      moment && filter.addresses
        ? await readLeaseAt(name, filter.addresses.low, { moment, server })
        : await readLeases(name, parsed.data),
    );
  });
}
