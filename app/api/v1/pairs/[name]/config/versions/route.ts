import { answer, json } from '@/app/_server/answer.ts';
import { readConfigVersions } from '@/app/_server/config.ts';
import { queryOf } from '@/app/_server/query.ts';
import { configVersionsQuerySchema } from '@/lib/contracts/config.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/config/versions?server`: when the configurations changed, as far as that is kept; the latest first. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/config/versions'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { server } = queryOf(request, configVersionsQuerySchema);
    return json(await readConfigVersions((await params).name, server, Date.now()));
  });
}
