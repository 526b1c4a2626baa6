import { answer, json } from '@/app/_server/answer.ts';
import { deedOf } from '@/app/_server/body.ts';
import { changePractice } from '@/app/_server/practices.ts';
import { refuseBut } from '@/app/_server/read-only.ts';
import { practiceChangeSchema } from '@/lib/contracts/practice.ts';

const refuse = refuseBut('PATCH');

export { refuse as DELETE, refuse as GET, refuse as POST, refuse as PUT };

/** `PATCH /api/v1/practices/PAIR/CODE` with `{ by, owner?, everyDays?, off? }`: who has a duty, how often it comes, whether it is wanted. */
export function PATCH(
  request: Request,
  { params }: RouteContext<'/api/v1/practices/[pair]/[code]'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, practiceChangeSchema);
    return json(await changePractice(await params, body));
  });
}
