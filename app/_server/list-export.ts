import { csvLine } from '../../lib/contracts/csv.ts';
import type { ListCsv } from '../../lib/contracts/list-csv.ts';
import { wantedType } from './accept.ts';
import { forAsker } from './guard.ts';

/** An export holds so many rows at most, and says so when there are more. */
const MOST_EXPORTED = 50_000;
/** As many as the API gives in one page. */
export const EXPORT_PAGE = 200;

/** Whether a list is asked for as CSV: by its query, or else by Accept. */
export function wantsCsv(request: Request, { format }: { format?: 'csv' | undefined }): boolean {
  return format === 'csv' || wantedType(request, ['application/json', 'text/csv']) === 'text/csv';
}

type Page<Row> = { rows: readonly Row[]; nextBefore: string | number | null };

/**
 * A list as a CSV file `NAME-DAY.csv`, read page by page as fast as it is taken: `pageAt` gives the one that begins at what
 * the former gave as `nextBefore`. What ends it early stands in its last line. Throws `Problem` for what the first page does.
 */
export async function exportList<Row>(
  name: string,
  { header, line }: ListCsv<Row>,
  pageAt: (before: string | number | null) => Promise<Page<Row>>,
  most = MOST_EXPORTED,
): Promise<Response> {
  const first = await pageAt(null);
  const texts = textsOf(first);

  async function* textsOf(begin: Page<Row>): AsyncGenerator<string> {
    yield header;
    let count = 0;
    for (let page = begin; ; ) {
      const taken = page.rows.slice(0, most - count);
      count += taken.length;
      yield taken.map(line).join('');
      if (page.nextBefore === null && taken.length === page.rows.length) return;
      if (count === most) return yield csvLine([`Cut after ${most} rows: there may be more.`]);
      try {
        page = await pageAt(page.nextBefore);
      } catch {
        // The head of the answer is sent: only its end can still tell that something is missing.
        return yield csvLine([`Stopped after ${count} rows: the database could not be read further.`]);
      }
    }
  }

  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: forAsker(async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      // A stream that is given nothing does not ask again, and a page may be empty.
      for (let next = await texts.next(); ; next = await texts.next()) {
        if (next.done) return controller.close();
        if (next.value !== '') return controller.enqueue(encoder.encode(next.value));
      }
    }),
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
