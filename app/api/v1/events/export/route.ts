import { eventExportSchema } from '../../../../../lib/contracts/event.ts';
import { wantedType } from '../../../../_server/accept.ts';
import { answer } from '../../../../_server/answer.ts';
import { exportEvents } from '../../../../_server/event-export.ts';
import { eventSearchOf } from '../../../../_server/events.ts';

export { DELETE, PATCH, POST, PUT } from '../../../../_server/read-only.ts';

/** `GET /api/v1/events/export?format=csv|json` with the filters of `GET /api/v1/events`: all of them as one file. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async () => {
    const query = eventSearchOf(request, eventExportSchema);
    const isNamed = new URL(request.url).searchParams.has('format');
    const wanted = isNamed ? null : wantedType(request, ['text/csv', 'application/json']);
    return exportEvents(wanted === 'application/json' ? { ...query, format: 'json' } : query);
  });
}
