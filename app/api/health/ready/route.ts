import { answer, json } from '@/app/_server/answer.ts';
import { readHealth } from '@/app/_server/read.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/health/ready`: 200 while pages can be shown, that is while the database answers, whatever the collector does; else 503. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => {
    const { now } = await readHealth();
    return json({ now, status: 'ready' });
  });
}
