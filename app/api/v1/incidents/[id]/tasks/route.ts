import { taskInputSchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { addTask } from '../../../../../_server/incidents.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/incidents/ID/tasks` with `{ by, text, assignee?, dueAt? }`: writes down what is to be done after it. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/incidents/[id]/tasks'>,
): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, taskInputSchema);
    return json(await addTask((await params).id, body));
  });
}
