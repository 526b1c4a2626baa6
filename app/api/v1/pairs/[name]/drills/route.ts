import { drillInputSchema } from '../../../../../../lib/contracts/drill-request.ts';
import { answer, json } from '../../../../../_server/answer.ts';
import { deedOf } from '../../../../../_server/body.ts';
import { planDrill, readDrills } from '../../../../../_server/drills.ts';
import { refuseBut } from '../../../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

type Context = RouteContext<'/api/v1/pairs/[name]/drills'>;

/** `GET /api/v1/pairs/NAME/drills`: the failover drills of a pair, the newest first, and what another would begin with. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readDrills((await params).name)));
}

/** `POST /api/v1/pairs/NAME/drills` with `{ by, server, outageMinutes?, setsPartnerDown? }`: plans one; nothing begins by that. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    const body = await deedOf(request, actor, drillInputSchema);
    return json(await planDrill((await params).name, body), 201);
  });
}
