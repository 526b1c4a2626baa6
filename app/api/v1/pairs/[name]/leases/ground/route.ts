import { answer, json } from '../../../../../../_server/answer.ts';
import { readLeaseGround } from '../../../../../../_server/leases.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../../../_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/leases/ground`: the lease files that searches look into, and the pools that narrow them. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/leases/ground'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readLeaseGround((await params).name)));
}
