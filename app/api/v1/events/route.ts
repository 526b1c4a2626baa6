import { answer, json } from '@/app/_server/answer.ts';
import { badQuery } from '@/app/_server/problem.ts';
import { readEvents } from '@/app/_server/read.ts';
import { eventQuerySchema } from '@/lib/contracts/event.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

/** `GET /api/v1/events?pair=NAME&limit=N&before=ID`: events, newest first. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const search = new URL(request.url).searchParams;
    const query = eventQuerySchema.safeParse(Object.fromEntries(search));
    if (!query.success) throw badQuery(query.error, search);
    return json(await readEvents(query.data));
  });
}
