import { endpointInputSchema } from '../../../../lib/contracts/endpoint-input.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { createEndpoint, readEndpoints } from '../../../_server/endpoints.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/endpoints`: who is told, without secrets. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readEndpoints()));
}

/** `POST /api/v1/endpoints` with an endpoint as lib/contracts/endpoint-input.ts has it: makes it. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async (actor) => {
    return json(await createEndpoint(await deedOf(request, actor, endpointInputSchema)), 201);
  });
}
