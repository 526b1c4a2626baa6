import { storePairSchema } from '../../../../../lib/contracts/setup.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { deedOf } from '../../../../_server/body.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { readSettingsPairs, storeSettingsPair } from '../../../../_server/settings-pairs.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/settings/pairs`: every pair, where it comes from and how it is reached, without secrets. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readSettingsPairs()));
}

/** `POST /api/v1/settings/pairs` with `{ by, pair }`: stores a pair, its secrets sealed. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    return json(await storeSettingsPair(await deedOf(request, actor, storePairSchema)), 201);
  });
}
