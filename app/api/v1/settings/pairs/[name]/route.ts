import { removalSchema } from '../../../../../../lib/contracts/action.ts';
import { storePairSchema } from '../../../../../../lib/contracts/setup.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { askedBy } from '../../../../../_server/query.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';
import {
  readStoredPair,
  removeSettingsPair,
  replaceSettingsPair,
} from '../../../../../_server/settings-pairs.ts';

const refuse = refuseBut('DELETE', 'GET', 'PUT');

export { refuse as PATCH, refuse as POST };

type Context = RouteContext<'/api/v1/settings/pairs/[name]'>;

/** `GET /api/v1/settings/pairs/NAME`: a stored pair, to be edited; a word stands for each secret. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readStoredPair((await params).name)));
}

/** `PUT /api/v1/settings/pairs/NAME` with `{ by, pair }`: puts it in the place of this one. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const body = await deedOf(request, actor, storePairSchema);
    return json(await replaceSettingsPair((await params).name, body));
  });
}

/** `DELETE /api/v1/settings/pairs/NAME?by=NAME`: removes it; its history stays. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    const { by } = askedBy(request, actor, removalSchema);
    return json(await removeSettingsPair((await params).name, by));
  });
}
