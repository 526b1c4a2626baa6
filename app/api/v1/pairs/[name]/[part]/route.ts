import { answer, json } from '@/app/_server/answer.ts';
import { readTruthPart } from '@/app/_server/truth.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/**
 * `GET /api/v1/pairs/NAME/PART`: one part of what is known of a pair beyond its verdict: readiness, clocks, balance,
 * forecast, countdowns or lease-audit, with the time it was worked out.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/pairs/[name]/[part]'>,
): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { name, part } = await params;
    return json(await readTruthPart(name, part));
  });
}
