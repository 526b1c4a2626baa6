import { allLeasesQuerySchema } from '../../../../lib/contracts/lease-query.ts';
import { answer, json } from '../../../_server/answer.ts';
import { readAllLeases } from '../../../_server/leases.ts';
import { queryOf } from '../../../_server/query.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/leases?q&as&state&differ&limit`: the first leases that fit in each pair. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readAllLeases(queryOf(request, allLeasesQuerySchema))),
  );
}
