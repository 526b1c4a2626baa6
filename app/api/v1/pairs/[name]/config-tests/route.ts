import { answer, json } from '@/app/_server/answer.ts';
import { readConfigTests } from '@/app/_server/config-tests.ts';
import { badQuery } from '@/app/_server/problem.ts';
import { configTestQuerySchema } from '@/lib/contracts/config-test.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/config-tests?limit`: what `dhcpd -t` said of both configurations, the latest first. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/config-tests'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const search = new URL(request.url).searchParams;
    const query = configTestQuerySchema.safeParse(Object.fromEntries(search));
    if (!query.success) throw badQuery(query.error, search);
    return json(await readConfigTests((await params).name, query.data, Date.now()));
  });
}
