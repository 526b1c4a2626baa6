import { leaseQuerySchema } from '../../../../../../lib/contracts/lease-query.ts';
import { wantedType } from '../../../../../_server/accept.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { exportLeases } from '../../../../../_server/lease-export.ts';
import { readLeaseAt, readLeases } from '../../../../../_server/leases.ts';
import { badQuery } from '../../../../../_server/problem.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/leases?q&as|ip|mac|client|hostname&state&pool&server&differ&limit&cursor`: the addresses whose
 * lease on any server fits, in their order, each with the leases of both servers. `&format=csv|json`, or `Accept: text/csv`: all of
 * them as a file. `?ip=ADDRESS&at=TIME`: who had it then.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/leases'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const search = new URL(request.url).searchParams;
    const parsed = leaseQuerySchema.safeParse(Object.fromEntries(search));
    if (!parsed.success) throw badQuery(parsed.error, search);
    const { name } = await params;
    const { at: moment, server, filter } = parsed.data;
    const wanted = moment === null ? wantedType(request, ['application/json', 'text/csv']) : null;
    const format = parsed.data.format ?? (wanted === 'text/csv' ? 'csv' : null);
    if (format) return exportLeases(name, parsed.data, format);
    return json(
      moment && filter.addresses
        ? await readLeaseAt(name, filter.addresses.low, { moment, server })
        : await readLeases(name, parsed.data),
    );
  });
}
