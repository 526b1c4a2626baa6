import { rulePreviewInputSchema, rulePreviewQuerySchema } from '../../../../../../lib/contracts/action.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { bodyOf } from '../../../../../_server/body.ts';
import { queryOf } from '../../../../../_server/query.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import { readRulePreview } from '../../../../../_server/rule-preview.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

type Context = RouteContext<'/api/v1/rules/[id]/preview'>;

/** `GET /api/v1/rules/ID/preview?pair&pool&days`: what it would have fired, as it stands. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = queryOf(request, rulePreviewQuerySchema);
    return json(await readRulePreview((await params).id, query, null));
  });
}

/** `POST /api/v1/rules/ID/preview` with `{ pair, pool?, days?, options }`: the same with options that nobody saved. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const { options, ...query } = await bodyOf(request, rulePreviewInputSchema);
    return json(await readRulePreview((await params).id, query, options));
  });
}
