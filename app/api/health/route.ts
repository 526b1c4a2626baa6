import { answer, json } from '@/app/_server/answer.ts';
import { readHealth } from '@/app/_server/read.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/health`: 200 only while the collector is alive and the database answers, else 503 with the reason. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const health = await readHealth();
    return json(health, health.status === 'ok' ? 200 : 503);
  });
}
