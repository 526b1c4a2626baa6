import { answer } from '@/app/_server/answer.ts';
import { stillThere } from '@/app/_server/guard.ts';
import { liveHub } from '@/app/_server/live.ts';
import { Problem } from '@/app/_server/problem.ts';
import { queryOf } from '@/app/_server/query.ts';
import { sees } from '@/lib/access/actor.ts';
import { liveQuerySchema } from '@/lib/contracts/health.ts';
import { log } from '@/lib/log.ts';
import { pairOfTopic } from '@/lib/store/topics.ts';

export { DELETE, PATCH, POST, PUT } from '@/app/_server/read-only.ts';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // A transforming proxy (or Next's own gzip) would hold hints back until its buffer is full.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  // The connection ends with the stream, so that a stopping server has no idle one left to wait for.
  Connection: 'close',
};

/** Lines a browser may leave unread (a suspended laptop) before its stream is ended; it asks again by itself. */
const MAX_UNREAD = 1000;

/** `GET /api/live?since`: a hint per changed topic for as long as the browser listens, and at first for what changed after a cursor. */
export function GET(request: Request): Promise<Response> {
  return answer(request, 'viewer', async (actor) => {
    const { since } = queryOf(request, liveQuerySchema);
    const hub = liveHub();
    if (hub.closed)
      throw new Problem('stopping', 503, 'Pairwatch is stopping', 'Ask again in a few seconds.');

    const encoder = new TextEncoder();
    let listening = actor;
    let stop = () => {};
    let write = (_text: string) => {};
    let end = () => {};
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        end = () => controller.close();
        write = (text) => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) > -MAX_UNREAD) return;
          stop();
          end();
        };
      },
      cancel: () => stop(),
    });
    /** Who signed out, or whose session or token was ended, hears no more, and nobody hears of a pair he sees no more. A database that can't be read ends nothing. */
    const endUnlessKnown = () =>
      stillThere(request, 'viewer').then(
        (now) => {
          if (now !== null) {
            listening = now;
            return;
          }
          stop();
          end();
        },
        (error: unknown) => log.debug({ err: error }, 'who listens could not be looked up'),
      );
    write('retry: 1000\n\n');
    stop = await hub.listen(
      {
        hint: (hint) => {
          if (sees(listening, pairOfTopic(hint.topic)))
            write(`event: hint\nid: ${hint.cursor}\ndata: ${JSON.stringify(hint)}\n\n`);
        },
        // An event and no comment: a page that hears none for a while knows that it is cut off.
        keepAlive: () => {
          write('event: alive\ndata: {}\n\n');
          endUnlessKnown();
        },
        end: () => end(),
      },
      since ?? null,
    );
    if (request.signal.aborted) stop();
    request.signal.addEventListener('abort', () => stop(), { once: true });
    return new Response(stream, { headers: HEADERS });
  });
}
