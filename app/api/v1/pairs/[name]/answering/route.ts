import { answer, json } from '@/app/_server/answer.ts';
import { readAnswering } from '@/app/_server/pair-parts.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/answering`: how the hash shares the clients, and how the grants of the last hour were shared. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/answering'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readAnswering((await params).name)));
}
