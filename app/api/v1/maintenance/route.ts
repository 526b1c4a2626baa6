import { windowInputSchema } from '../../../../lib/contracts/action.ts';
import { answer, json } from '../../../_server/answer.ts';
import { deedOf } from '../../../_server/body.ts';
import { createWindow, readMaintenance } from '../../../_server/maintenance.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/maintenance`: maintenance windows, the next one first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => json(await readMaintenance()));
}

/** `POST /api/v1/maintenance` with `{ by, pair?, schedule, reason }`: plans a time in which nobody is told. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'operator', async (actor) => {
    return json(await createWindow(await deedOf(request, actor, windowInputSchema)), 201);
  });
}
