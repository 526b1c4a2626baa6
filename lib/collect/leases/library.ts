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
  /** Since when addresses differ from the partner's file. In the worst case these are all. */
  differingSince: Map<number, number>;
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
          differingSince: new Map(),
        });
        return null;
      case 'seed':
        return this.#shelf(request.serverId).book.seed(request.addresses, request.hashes);
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
    const differingSince = new Map<number, number>();
    const lasting = { count: 0, sample: [] as DifferingAddress[] };
    visitDifferences(shelf.book.ranges, here, there, (address, ours, theirs) => {
      const since = shelf.differingSince.get(address) ?? now;
      differingSince.set(address, since);
      if (now - since <= DISAGREEMENT_LASTS_MS) return;
      lasting.count += 1;
      if (lasting.sample.length < SAMPLE)
        lasting.sample.push({ address: formatAddress(address), here: ours, there: theirs, since });
    });
    shelf.differingSince = differingSince;
    return lasting;
  }

  #shelf(serverId: number): Shelf {
    const shelf = this.#shelves.get(serverId);
    if (!shelf) throw new Error(`the lease file of server ${serverId} was not opened`);
    return shelf;
  }
}
