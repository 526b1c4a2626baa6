import { answer, json } from '@/app/_server/answer.ts';
import { readPractices } from '@/app/_server/practices.ts';
import { queryOf } from '@/app/_server/query.ts';
import { practiceQuerySchema } from '@/lib/contracts/practice.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/practices?pair`: the duties that come again for each pair, how they stand, and what came of each last. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readPractices(queryOf(request, practiceQuerySchema))),
  );
}
