import { noteChangeSchema, removalSchema } from '../../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../../_server/answer.ts';
import { deedOf } from '../../../../../../_server/body.ts';
import { changeNote, removeNote } from '../../../../../../_server/incidents.ts';
import { askedBy } from '../../../../../../_server/query.ts';
import { refuseBut } from '../../../../../../_server/read-only.ts';

const refuse = refuseBut('PATCH', 'DELETE');

export { refuse as GET, refuse as POST, refuse as PUT };

type Context = RouteContext<'/api/v1/incidents/[id]/notes/[note]'>;

/** `PATCH /api/v1/incidents/ID/notes/NOTE` with `{ by, text }`: gives it another text; what it said is kept. */
export function PATCH(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, noteChangeSchema);
    const { id, note } = await params;
    return json(await changeNote(id, note, body));
  });
}

/** `DELETE /api/v1/incidents/ID/notes/NOTE?by=NAME`: takes it away; what it said is kept. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    const { id, note } = await params;
    return json(await removeNote(id, note, by));
  });
}
