import { answer, json } from '@/app/_server/answer.ts';
import { readGoingOn } from '@/app/_server/going-on.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/going-on`: how many alerts fire that somebody is told of, and how many incidents are open. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readGoingOn()));
}
