import { rulePlaceSchema } from '../../../../lib/contracts/action.ts';
import { answer, json } from '../../../_server/answer.ts';
import { queryOf } from '../../../_server/query.ts';
import { readRules } from '../../../_server/rules.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/** `GET /api/v1/rules?pair&pool`: the rules as they stand everywhere, or for a pair, or for a pool of it. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readRules(queryOf(request, rulePlaceSchema))));
}
