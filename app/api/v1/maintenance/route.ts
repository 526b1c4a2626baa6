import { windowInputSchema } from '../../../../lib/contracts/action.ts';
import { answer, json } from '../../../_server/answer.ts';
import { bodyOf } from '../../../_server/body.ts';
import { createWindow, readMaintenance } from '../../../_server/maintenance.ts';
import { permit } from '../../../_server/permit.ts';
import { refuseBut } from '../../../_server/read-only.ts';

const refuse = refuseBut('GET', 'POST');

export { refuse as DELETE, refuse as PATCH, refuse as PUT };

/** `GET /api/v1/maintenance`: maintenance windows, the next one first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => json(await readMaintenance()));
}

/** `POST /api/v1/maintenance` with `{ by, pair?, schedule, reason }`: plans a time in which nobody is told. */
export function POST(request: Request): Promise<Response> {
  return answer(request, async () => {
    permit(request);
    return json(await createWindow(await bodyOf(request, windowInputSchema)), 201);
  });
}
