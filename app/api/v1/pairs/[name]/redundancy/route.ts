import { answer, json } from '@/app/_server/answer.ts';
import { badQuery } from '@/app/_server/problem.ts';
import { readRedundancy } from '@/app/_server/redundancy.ts';
import { redundancyQuerySchema } from '@/lib/contracts/redundancy.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/redundancy?days`: minutes of each day in which two servers answered clients, one, or none. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/redundancy'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const search = new URL(request.url).searchParams;
    const query = redundancyQuerySchema.safeParse(Object.fromEntries(search));
    if (!query.success) throw badQuery(query.error, search);
    return json(await readRedundancy((await params).name, query.data, Date.now()));
  });
}
