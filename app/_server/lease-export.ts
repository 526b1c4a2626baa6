import { parseIpv4 } from '../../lib/contracts/ipv4.ts';
import type { AddressLeasesDto } from '../../lib/contracts/lease.ts';
import { LEASE_CSV_HEADER, leaseCsvEnd, leaseCsvLines } from '../../lib/contracts/lease-csv.ts';
import type { ExportFormat, LeaseQuery } from '../../lib/contracts/lease-query.ts';
import { forAsker } from './guard.ts';
import { readLeases } from './leases.ts';

/** An export holds so many addresses at most, and says so when there are more. */
export const MOST_EXPORTED = 250_000;
const PER_PAGE = 500;

/** How one format writes a list: what it begins with, each address, and its end, which tells why the list is not whole. */
type Writer = {
  type: string;
  begin(pair: string, now: string): string;
  each(pair: string, leases: AddressLeasesDto, isFirst: boolean): string;
  end(incomplete: string | null): string;
};

const WRITERS: Record<ExportFormat, Writer> = {
  csv: {
    type: 'text/csv; charset=utf-8',
    begin: () => LEASE_CSV_HEADER,
    each: leaseCsvLines,
    end: (incomplete) => (incomplete === null ? '' : leaseCsvEnd(incomplete)),
  },
  json: {
    type: 'application/json; charset=utf-8',
    begin: (pair, now) => `{"pair":${JSON.stringify(pair)},"readAt":${JSON.stringify(now)},"leases":[\n`,
    each: (_, leases, isFirst) => `${isFirst ? '' : ',\n'}${JSON.stringify(leases)}`,
    end: (incomplete) => `\n],"incomplete":${JSON.stringify(incomplete)}}\n`,
  },
};

/**
 * All a search finds as one file, read page by page as fast as it is taken, so that no more than a page is in memory.
 * What ends it early stands in its last line. Throws `Problem` for what the first page does.
 */
export async function exportLeases(
  pair: string,
  query: LeaseQuery,
  format: ExportFormat,
  most = MOST_EXPORTED,
): Promise<Response> {
  const writer = WRITERS[format];
  const pages = leasePages(pair, query);
  const first = await pages.next();
  const encoder = new TextEncoder();
  async function* texts(): AsyncGenerator<string> {
    let count = 0;
    let incomplete: string | null = null;
    yield writer.begin(pair, new Date().toISOString());
    try {
      for (let page = first; !page.done; page = await pages.next()) {
        const taken = page.value.slice(0, most - count);
        yield taken.map((each, index) => writer.each(pair, each, count + index === 0)).join('');
        count += taken.length;
        if (taken.length < page.value.length) {
          const last = taken.at(-1)?.address ?? 'the begin';
          incomplete = `Cut after ${most} addresses, at ${last}: narrow the search to get the rest.`;
          break;
        }
      }
    } catch {
      // The head of the answer is sent: only its end can still tell that something is missing.
      incomplete = `Stopped after ${count} addresses: the database could not be read further. This list is not whole.`;
    }
    yield writer.end(incomplete);
  }
  const source = texts();
  const body = new ReadableStream<Uint8Array>({
    pull: forAsker(async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      // A stream that is given nothing does not ask again, and a page may be empty.
      for (let next = await source.next(); ; next = await source.next()) {
        if (next.done) return controller.close();
        if (next.value !== '') return controller.enqueue(encoder.encode(next.value));
      }
    }),
    async cancel() {
      await source.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': writer.type,
      'Content-Disposition': `attachment; filename="${fileName(pair, format)}"`,
      'Cache-Control': 'no-store',
    },
  });
}

async function* leasePages(pair: string, query: LeaseQuery): AsyncGenerator<AddressLeasesDto[], void> {
  let asked: LeaseQuery = { ...query, limit: PER_PAGE };
  for (;;) {
    const { leases, nextCursor } = await readLeases(pair, asked);
    yield leases;
    if (nextCursor === null) return;
    asked = { ...asked, cursor: parseIpv4(nextCursor) };
  }
}

function fileName(pair: string, format: ExportFormat): string {
  const day = new Date().toISOString().slice(0, 10);
  return `leases-${pair.replace(/[^\w.-]/g, '_')}-${day}.${format}`;
}
