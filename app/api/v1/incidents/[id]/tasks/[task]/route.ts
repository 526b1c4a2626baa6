import { removalSchema, taskChangeSchema } from '../../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../../_server/answer.ts';
import { deedOf } from '../../../../../../_server/body.ts';
import { changeTask, removeTask } from '../../../../../../_server/incidents.ts';
import { askedBy } from '../../../../../../_server/query.ts';
import { refuseBut } from '../../../../../../_server/read-only.ts';

const refuse = refuseBut('PATCH', 'DELETE');

export { refuse as GET, refuse as POST, refuse as PUT };

type Context = RouteContext<'/api/v1/incidents/[id]/tasks/[task]'>;

/** `PATCH /api/v1/incidents/ID/tasks/TASK` with `{ by, text?, assignee?, dueAt?, done? }`: what, who, by when, whether it is done. */
export function PATCH(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, taskChangeSchema);
    const { id, task } = await params;
    return json(await changeTask(id, task, body));
  });
}

/** `DELETE /api/v1/incidents/ID/tasks/TASK?by=NAME`: takes it off the list. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    const { id, task } = await params;
    return json(await removeTask(id, task, by));
  });
}
