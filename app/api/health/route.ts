import { answer, json } from '@/app/_server/answer.ts';
import { readBuild } from '@/app/_server/build.ts';
import { readHealth } from '@/app/_server/read.ts';
import { publicHealthSchema } from '@/lib/contracts/health.ts';
import { VERSION } from '@/lib/version.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/health`: 200 only while the collector is alive and the database answers, else 503; `degraded` says why it does
 * less than it should. With `?read` it is 200 in any case, for who reads what it says: a browser complains of each 503. A stranger,
 * such as a load balancer, is told no more than that.
 */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'anyone', async (actor) => {
    const health = await readHealth();
    const isRead = new URL(request.url).searchParams.has('read');
    const status = health.status === 'ok' || isRead ? 200 : 503;
    if (actor === null) return json(publicHealthSchema.parse(health), status);
    const web = { version: VERSION, build: await readBuild() };
    return json({ ...health, web }, status);
  });
}
