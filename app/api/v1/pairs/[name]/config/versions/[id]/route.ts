import { answer, json } from '@/app/_server/answer.ts';
import { readConfigDiff, readConfigVersion } from '@/app/_server/config.ts';
import { queryOf } from '@/app/_server/query.ts';
import { configVersionQuerySchema } from '@/lib/contracts/config.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/config/versions/ID`: the files of one version, with stars for secrets. `?against=ID`: what it has that
 * the other has not, and the reverse, as hunks; the other may be of the partner.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/config/versions/[id]'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { against } = queryOf(request, configVersionQuerySchema);
    const { name, id } = await params;
    const now = Date.now();
    return json(
      against === undefined
        ? await readConfigVersion(name, id, now)
        : await readConfigDiff(name, id, against, now),
    );
  });
}
