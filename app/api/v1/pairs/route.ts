import { answer, json } from '@/app/_server/answer.ts';
import { readPairs } from '@/app/_server/read.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs`: every pair as it may be believed now. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPairs()));
}
