import { answer, json } from '@/app/_server/answer.ts';
import { readPairConfig } from '@/app/_server/config.ts';
import { queryOf } from '@/app/_server/query.ts';
import { pairConfigQuerySchema } from '@/lib/contracts/config.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/config?files`: both dhcpd.conf with their includes as they were read last, with stars for secrets;
 * what is wrong with them, each with its places and a correction; and what `dhcpd -t` said last. `files=0` leaves the texts out.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/config'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, pairConfigQuerySchema);
    return json(await readPairConfig((await params).name, query, Date.now()));
  });
}
