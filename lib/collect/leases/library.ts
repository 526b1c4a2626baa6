import { formatAddress } from '../../dhcpd/address.ts';
import { DISAGREEMENT_LASTS_MS } from '../../pair/three-readings.ts';
import type { DifferingAddress } from '../reading.ts';
import { visitDifferences } from './difference.ts';
import { LeaseBook } from './lease-book.ts';
import type { Answers, Completed, Request } from './protocol.ts';

/** So many addresses are named; all are counted. */
const SAMPLE = 20;

type Shelf = {
  book: LeaseBook;
  partnerId: number | null;
  /** Addresses that differ from the partner's file, with since when. */
  differing: Map<number, DifferingAddress>;
};

/** The lease files of all servers, as the thread that reads them keeps them. */
export class LeaseLibrary {
  readonly #shelves = new Map<number, Shelf>();

  answer(request: Request): Answers[Request['kind']] {
    switch (request.kind) {
      case 'open':
        this.#shelves.set(request.serverId, {
          book: new LeaseBook(request.ranges),
          partnerId: request.partnerId,
          differing: new Map(),
        });
        return null;
      case 'seed':
        this.#shelf(request.serverId).book.seed(request.addresses, request.hashes);
        return null;
      case 'begin':
        this.#shelf(request.serverId).book.begin(request);
        return null;
      case 'push':
        return this.#shelf(request.serverId).book.push(request.bytes);
      case 'complete':
        return this.#complete(request.serverId, request.now);
    }
  }

  #complete(serverId: number, now: number): Completed {
    const shelf = this.#shelf(serverId);
    const removed = shelf.book.complete();
    const nowSeconds = Math.floor(now / 1000);
    return {
      removed,
      counts: shelf.book.counts(nowSeconds),
      differing: this.#compare(shelf, now),
      uncounted: shelf.book.freeWithEndToCome(nowSeconds, SAMPLE),
    };
  }

  /** What differs from the partner's file for longer than a change takes to get there. */
  #compare(shelf: Shelf, now: number): Completed['differing'] {
    const partner = shelf.partnerId === null ? undefined : this.#shelves.get(shelf.partnerId);
    const [here, there] = [shelf.book.table, partner?.book.table];
    if (!here || !there) return null;
    const differing = new Map<number, DifferingAddress>();
    visitDifferences(shelf.book.ranges, here, there, (address, ours, theirs) => {
      const since = shelf.differing.get(address)?.since ?? now;
      differing.set(address, { address: formatAddress(address), here: ours, there: theirs, since });
    });
    shelf.differing = differing;
    const lasting = [...differing.values()].filter(({ since }) => now - since > DISAGREEMENT_LASTS_MS);
    return { count: lasting.length, sample: lasting.slice(0, SAMPLE) };
  }

  #shelf(serverId: number): Shelf {
    const shelf = this.#shelves.get(serverId);
    if (!shelf) throw new Error(`the lease file of server ${serverId} was not opened`);
    return shelf;
  }
}
