import { eventQuerySchema } from '../../../../lib/contracts/event.ts';
import { answer, json } from '../../../_server/answer.ts';
import { eventSearchOf, readEvents } from '../../../_server/events.ts';

export { DELETE, PATCH, POST, PUT } from '../../../_server/read-only.ts';

/**
 * `GET /api/v1/events?pair&server&kind=A,B&source&text&last|from&to&incident&limit&before`: events, newest first.
 */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () =>
    json(await readEvents(eventSearchOf(request, eventQuerySchema))),
  );
}
