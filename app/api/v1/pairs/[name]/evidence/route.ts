import { answer, json } from '@/app/_server/answer.ts';
import { readEvidence } from '@/app/_server/pair-parts.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME/evidence`: what both servers told last over OMAPI, in their lease files and in their logs. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/evidence'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readEvidence((await params).name)));
}
