import { removalSchema } from '../../../../../lib/contracts/action.ts';
import {
  endpointFilterInputSchema,
  endpointInputSchema,
} from '../../../../../lib/contracts/endpoint-input.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { deedOf } from '../../../../_server/body.ts';
import { refilterEndpoint, removeEndpoint, replaceEndpoint } from '../../../../_server/endpoints.ts';
import { askedBy } from '../../../../_server/query.ts';
import { refuseBut } from '../../../../_server/read-only.ts';

const refuse = refuseBut('DELETE', 'PATCH', 'PUT');

export { refuse as GET, refuse as POST };

type Context = RouteContext<'/api/v1/endpoints/[name]'>;

/** `PUT /api/v1/endpoints/NAME` with a whole endpoint: puts it in the place of this one. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const body = await deedOf(request, actor, endpointInputSchema);
    return json(await replaceEndpoint((await params).name, body));
  });
}

/** `PATCH /api/v1/endpoints/NAME` with `{ by, pairs?, severities?, kinds? }`: changes what it is told of. */
export function PATCH(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const body = await deedOf(request, actor, endpointFilterInputSchema);
    return json(await refilterEndpoint((await params).name, body));
  });
}

/** `DELETE /api/v1/endpoints/NAME?by=NAME`: removes it. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await removeEndpoint((await params).name, by));
  });
}
