import { answer, json } from '@/app/_server/answer.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/health/live`: 200 as long as the web server answers at all; when it does not, only a restart helps. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'anyone', async () => json({ now: new Date().toISOString(), status: 'live' }));
}
