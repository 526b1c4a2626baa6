import { formatAddress } from '../../dhcpd/address.ts';
import type { ConflictKind, Conflicts } from '../../pair/reconcile.ts';
import { DISAGREEMENT_LASTS_MS } from '../../pair/three-readings.ts';
import { visitDifferences } from './difference.ts';
import { LeaseBook } from './lease-book.ts';
import type { Answers, Completed, Request } from './protocol.ts';

/** So many addresses are named; all are counted. */
const SAMPLE = 20;

type Shelf = {
  book: LeaseBook;
  isPrimary: boolean;
  partnerId: number | null;
  /** When the file was last read to its end. */
  completedAt: number | null;
  /** Since when addresses differ from the partner's file in each way. In the worst case these are all. */
  differingSince: Record<ConflictKind, Map<number, number>>;
};

/** The lease files of all servers, as the thread that reads them keeps them. */
export class LeaseLibrary {
  readonly #shelves = new Map<number, Shelf>();

  answer(request: Request): Answers[Request['kind']] {
    switch (request.kind) {
      case 'open':
        this.#shelves.set(request.serverId, {
          book: new LeaseBook(request.ranges),
          isPrimary: request.isPrimary,
          partnerId: request.partnerId,
          completedAt: null,
          differingSince: nothingDiffers(),
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
    shelf.completedAt = now;
    const nowSeconds = Math.floor(now / 1000);
    return {
      removed,
      counts: shelf.book.counts(nowSeconds),
      conflicts: this.#compare(shelf, now),
      ...shelf.book.watched(nowSeconds),
      uncounted: shelf.book.freeWithEndToCome(nowSeconds, SAMPLE),
    };
  }

  /**
   * What differs from the partner's file for longer than a change takes to get there. Its file must have been read that
   * long after: one that was not read meanwhile is behind by our own doing. The primary tells it for both.
   */
  #compare(shelf: Shelf, now: number): Conflicts | null {
    if (!shelf.isPrimary) return null;
    const partner = shelf.partnerId === null ? undefined : this.#shelves.get(shelf.partnerId);
    const [here, there] = [shelf.book.table, partner?.book.table];
    if (!here || !there) return null;
    const bothReadAt = Math.min(now, partner?.completedAt ?? 0);
    const differingSince = nothingDiffers();
    const lasting = noConflicts();
    visitDifferences(shelf.book.ranges, here, there, (address, kind, ours, theirs) => {
      const since = shelf.differingSince[kind].get(address) ?? now;
      differingSince[kind].set(address, since);
      if (bothReadAt - since <= DISAGREEMENT_LASTS_MS) return;
      const { sample } = lasting[kind];
      lasting[kind].count += 1;
      if (sample.length < SAMPLE)
        sample.push({ address: formatAddress(address), here: ours, there: theirs, since });
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

function nothingDiffers(): Shelf['differingSince'] {
  return { 'two-clients': new Map(), 'both-may-give': new Map(), differs: new Map() };
}

function noConflicts(): Conflicts {
  return {
    'two-clients': { count: 0, sample: [] },
    'both-may-give': { count: 0, sample: [] },
    differs: { count: 0, sample: [] },
  };
}
