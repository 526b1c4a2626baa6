import { answer, json } from '@/app/_server/answer.ts';
import { readFindings } from '@/app/_server/findings.ts';
import { badQuery } from '@/app/_server/problem.ts';
import { findingQuerySchema } from '@/lib/contracts/finding.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/findings?all=1&limit&cursor`: what is not as it should be, with `all` also what no longer is. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/findings'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const search = new URL(request.url).searchParams;
    const query = findingQuerySchema.safeParse(Object.fromEntries(search));
    if (!query.success) throw badQuery(query.error, search);
    return json(await readFindings((await params).name, query.data));
  });
}
