import { answer } from '../_server/answer.ts';
import { readMetrics } from '../_server/metrics.ts';

export { DELETE, PATCH, POST, PUT } from '../_server/read-only.ts';

/** `GET /metrics`: what Prometheus scrapes, as OpenMetrics text for whoever accepts that, else in its older format. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async (actor) => {
    const accepts = request.headers.get('accept') ?? '';
    const format = accepts.includes('application/openmetrics-text') ? 'openmetrics' : 'prometheus';
    const { contentType, text } = await readMetrics(format, actor);
    return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
  });
}
