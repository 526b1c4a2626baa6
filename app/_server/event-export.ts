import type { EventDto, EventExport, EventQuery } from '../../lib/contracts/event.ts';
import { EVENT_CSV_HEADER, eventCsvEnd, eventCsvLine } from '../../lib/contracts/event-csv.ts';
import { readEvents } from './events.ts';
import { forAsker } from './guard.ts';

/** An export holds so many events at most, and says so when there are more. */
export const MOST_EXPORTED = 50_000;
/** As many as the API gives in one page. */
const PER_PAGE = 500;

/** How a format writes a list: its begin, each event, and its end, which tells why the list is not whole. */
type Writer = {
  type: string;
  begin(now: string): string;
  each(event: EventDto, isFirst: boolean): string;
  end(incomplete: string | null): string;
};

const WRITERS: Record<EventExport['format'], Writer> = {
  csv: {
    type: 'text/csv; charset=utf-8',
    begin: () => EVENT_CSV_HEADER,
    each: eventCsvLine,
    end: (incomplete) => (incomplete === null ? '' : eventCsvEnd(incomplete)),
  },
  json: {
    type: 'application/json; charset=utf-8',
    begin: (now) => `{"now":${JSON.stringify(now)},"events":[\n`,
    each: (event, isFirst) => `${isFirst ? '' : ',\n'}${JSON.stringify(event)}`,
    end: (incomplete) => `\n],"incomplete":${JSON.stringify(incomplete)}}\n`,
  },
};

/**
 * All events a query asks for as one file, newest first, read page by page as fast as it is taken. What ends it early
 * stands in its last line. Throws `Problem` for what the first page does.
 */
export async function exportEvents(
  { format, last, ...query }: EventExport,
  most = MOST_EXPORTED,
): Promise<Response> {
  const now = Date.now();
  // One time for all pages.
  const asked = { ...query, ...(last !== undefined && { from: now - last }), limit: PER_PAGE };
  const pages = eventPages(asked);
  const first = await pages.next();
  const writer = WRITERS[format];

  async function* texts(): AsyncGenerator<string> {
    let count = 0;
    let incomplete: string | null = null;
    yield writer.begin(new Date(now).toISOString());
    try {
      for (let page = first; !page.done; page = await pages.next()) {
        const taken = page.value.slice(0, most - count);
        yield taken.map((event, index) => writer.each(event, count + index === 0)).join('');
        count += taken.length;
        if (taken.length < page.value.length) {
          incomplete = cutWords(most, taken.at(-1));
          break;
        }
      }
    } catch {
      // The head of the answer is sent: only its end can still tell that something is missing.
      incomplete = `Stopped after ${count} events: the database could not be read further. This list is not whole.`;
    }
    yield writer.end(incomplete);
  }

  return new Response(streamOf(texts()), {
    headers: {
      'Content-Type': writer.type,
      'Content-Disposition': `attachment; filename="${fileName(query.pair, format, now)}"`,
      'Cache-Control': 'no-store',
    },
  });
}

function cutWords(most: number, last: EventDto | undefined): string {
  const rest = last === undefined ? '' : `; before=${last.id} exports those before ${last.sortAt}`;
  return `Cut after ${most} events: this list is not whole${rest}.`;
}

async function* eventPages(query: EventQuery): AsyncGenerator<EventDto[], void> {
  for (let asked = query; ; ) {
    const { events, nextBefore } = await readEvents(asked);
    yield events;
    if (nextBefore === null) return;
    asked = { ...asked, before: nextBefore };
  }
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: forAsker(async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      for (;;) {
        const next = await texts.next();
        if (next.done) return controller.close();
        if (next.value !== '') return controller.enqueue(encoder.encode(next.value));
      }
    }),
    async cancel() {
      await texts.return(undefined);
    },
  });
}

function fileName(pair: string | undefined, format: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10);
  return `events-${pair === undefined ? '' : `${pair.replace(/[^\w.-]/g, '_')}-`}${day}.${format}`;
}
