import { answer, json } from '@/app/_server/answer.ts';
import { deedOf } from '@/app/_server/body.ts';
import { doPractice, readPracticeRuns } from '@/app/_server/practices.ts';
import { queryOf } from '@/app/_server/query.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { practiceRunInputSchema, practiceRunQuerySchema } from '@/lib/contracts/practice.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

type Context = RouteContext<'/api/v1/practices/[pair]/[code]/runs'>;

/** `GET /api/v1/practices/PAIR/CODE/runs?limit&cursor`: the times a duty was done, the latest first. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readPracticeRuns(await params, queryOf(request, practiceRunQuerySchema))),
  );
}

/**
 * `POST /api/v1/practices/PAIR/CODE/runs` with `{ by, note?, confirm? }`: does a duty now, by what is known, or has the collector do
 * it; with `confirm` somebody has looked where Pairwatch can't.
 */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, practiceRunInputSchema);
    return json(await doPractice(await params, body));
  });
}
