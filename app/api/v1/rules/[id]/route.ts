import { ruleInputSchema, ruleRemovalSchema } from '../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { deedOf } from '../../../../_server/body.ts';
import { askedBy } from '../../../../_server/query.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { clearRuleOptions, setRuleOptions } from '../../../../_server/rules.ts';

const refuse = refuseBut('DELETE', 'PUT');

export { refuse as GET, refuse as PATCH, refuse as POST };

type Context = RouteContext<'/api/v1/rules/[id]'>;

/** `PUT /api/v1/rules/ID` with `{ by, pair?, pool?, options }`: what is wanted otherwise of it there. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const body = await deedOf(request, actor, ruleInputSchema);
    return json(await setRuleOptions((await params).id, body));
  });
}

/** `DELETE /api/v1/rules/ID?pair&pool&by=NAME`: nothing is wanted otherwise of it there any more. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const query = askedBy(request, actor, ruleRemovalSchema);
    return json(await clearRuleOptions((await params).id, query));
  });
}
