import { endpointInputSchema } from '../../../../lib/contracts/endpoint-input.ts';
import { answer, json } from '../../../_server/answer.ts';
import { bodyOf } from '../../../_server/body.ts';
import { createEndpoint, readEndpoints } from '../../../_server/endpoints.ts';
import { permit } from '../../../_server/permit.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/endpoints`: who is told, without secrets. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => json(await readEndpoints()));
}

/** `POST /api/v1/endpoints` with an endpoint as lib/contracts/endpoint-input.ts has it: makes it. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async () => {
    permit(request);
    return json(await createEndpoint(await bodyOf(request, endpointInputSchema)), 201);
  });
}
