import { answer, json } from '@/app/_server/answer.ts';
import { queryOf } from '@/app/_server/query.ts';
import { readPairs } from '@/app/_server/read.ts';
import { pairListQuerySchema } from '@/lib/contracts/pair.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs?sources`: every pair as it may be believed now. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPairs(queryOf(request, pairListQuerySchema))));
}
