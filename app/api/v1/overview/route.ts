import { answer, json } from '@/app/_server/answer.ts';
import { readOverview } from '@/app/_server/overview.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/overview`: of every pair its worst pool, its open incident, and its record of the last 90 days. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readOverview()));
}
