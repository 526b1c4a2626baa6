import { answer, json } from '@/app/_server/answer.ts';
import { readBuild } from '@/app/_server/build.ts';
import { readHealth } from '@/app/_server/read.ts';
import { VERSION } from '@/lib/version.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/health`: 200 only while the collector is alive and the database answers, else 503 with the reason. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const health = await readHealth();
    const web = { version: VERSION, build: await readBuild() };
    return json({ ...health, web }, health.status === 'ok' ? 200 : 503);
  });
}
