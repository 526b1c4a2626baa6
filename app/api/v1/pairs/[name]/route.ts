import { answer, json } from '@/app/_server/answer.ts';
import { readPair } from '@/app/_server/read.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/pairs/NAME`: one pair. */
export function GET(request: Request, { params }: RouteContext<'/api/v1/pairs/[name]'>): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readPair((await params).name)));
}
