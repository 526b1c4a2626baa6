import type { LeaseFileCounts } from '../../contracts/lease-counts.ts';
import { formatAddress } from '../../dhcpd/address.ts';
import { STATE_CODE } from '../../dhcpd/leases/binding-state.ts';
import type { FailoverStateBlock, LeaseProblem } from '../../dhcpd/leases/items.ts';
import type { LeaseBlock } from '../../dhcpd/leases/lease-block.ts';
import { LeaseScanner } from '../../dhcpd/leases/scanner.ts';
import { LeaseTable } from '../../dhcpd/leases/table.ts';
import { type Before, LeaseWatch } from './lease-watch.ts';
import type { BookRange, Completed, Taken } from './protocol.ts';

/** So many damaged places are kept word for word; all are counted. */
const PROBLEMS_KEPT = 50;
/** By slot: no block of the address is in the database. */
const NOT_STORED = Number.NaN;

/** What an address is before its first block. */
const NO_BLOCK: Before = { state: 0, holder: 0, starts: 0, ends: 0 };

type Begin = { offset: number; knownUpTo: number | null; nowSeconds: number };

/**
 * One server's lease file in dense arrays: what it holds, and which block of each address the database has. A file
 * that is read anew fills a table of its own, so that nobody sees a pool half empty.
 */
export class LeaseBook {
  readonly ranges: readonly BookRange[];
  /** The last whole reading; null before the first. */
  #table: LeaseTable | null = null;
  #next: LeaseTable | null = null;
  #scanner: LeaseScanner | null = null;
  #knownUpTo: number | null = 0;
  /** By slot of the table: hash of the block that the database has. */
  readonly #stored: Float64Array;
  #problems = { count: 0, list: [] as LeaseProblem[] };
  readonly #watch: LeaseWatch;
  #taken: Taken = { changed: [], stateBlocks: [], offset: 0 };

  constructor(ranges: readonly BookRange[]) {
    this.ranges = ranges;
    const { slots } = this.#newTable();
    this.#stored = new Float64Array(slots).fill(NOT_STORED);
    this.#watch = new LeaseWatch(ranges);
  }

  get table(): LeaseTable | null {
    return this.#table;
  }

  /** Takes in what the database has; gives the addresses of it that lie in no range. */
  seed(addresses: readonly number[], hashes: readonly number[]): number[] {
    const slots = this.#table ?? this.#newTable();
    for (const [index, address] of addresses.entries()) {
      const slot = slots.slotOf(address);
      const hash = hashes[index];
      if (slot !== -1 && hash !== undefined) this.#stored[slot] = hash;
    }
    return addresses.filter((address) => slots.slotOf(address) === -1);
  }

  /** A file is read from `offset` on; see `Request` for `knownUpTo`. */
  begin({ offset, knownUpTo, nowSeconds }: Begin): void {
    this.#next = this.#newTable();
    this.#knownUpTo = knownUpTo;
    this.#problems = { count: 0, list: [] };
    this.#scanner = new LeaseScanner(
      {
        lease: (block) => this.#takeLease(block),
        failoverState: (block) => this.#takeState(block),
        other: () => {},
        problem: (problem) => this.#takeProblem(problem),
      },
      { offset, nowSeconds },
    );
  }

  push(bytes: Uint8Array): Taken {
    if (!this.#scanner) throw new Error('bytes of a lease file that was not begun');
    this.#taken = { changed: [], stateBlocks: [], offset: 0 };
    this.#scanner.push(bytes);
    return { ...this.#taken, offset: this.#scanner.position.offset };
  }

  /** The end of the file: what was read is what holds now. Gives the addresses that the database has and it has not. */
  complete(): number[] {
    if (!this.#next) return [];
    this.#table = this.#next;
    this.#next = null;
    const removed: number[] = [];
    for (let slot = 0; slot < this.#stored.length; slot += 1) {
      if (Number.isNaN(this.#stored[slot]) || this.#table.stateAt(slot) !== 0) continue;
      this.#stored[slot] = NOT_STORED;
      this.#watch.gone(slot);
      removed.push(this.#table.addressOf(slot));
    }
    return removed;
  }

  counts(nowSeconds: number): LeaseFileCounts {
    const table = this.#table ?? this.#newTable();
    return {
      ranges: this.ranges.map(({ low, high, ...place }, index) => ({
        ...place,
        low: formatAddress(low),
        high: formatAddress(high),
        ...table.counts(index, nowSeconds),
      })),
      outside: { count: table.outside.count, sample: table.outside.sample.map(formatAddress) },
      problems: { ...this.#problems, list: [...this.#problems.list] },
    };
  }

  /** Leases that may be given out but whose end is still to come (reference 2.4). */
  freeWithEndToCome(nowSeconds: number, limit: number): { count: number; sample: string[] } {
    const found = { count: 0, sample: [] as string[] };
    const table = this.#table;
    for (let slot = 0; table && slot < table.slots; slot += 1) {
      const state = table.stateAt(slot);
      if (
        (state !== STATE_CODE.free && state !== STATE_CODE.backup) ||
        (table.contents.ends[slot] ?? 0) <= nowSeconds
      )
        continue;
      found.count += 1;
      if (found.sample.length < limit) found.sample.push(formatAddress(table.addressOf(slot)));
    }
    return found;
  }

  /** What the leases do over time. Asked once a reading, at its end. */
  watched(nowSeconds: number): Pick<Completed, 'backlog' | 'ages' | 'newClients' | 'endings' | 'grants'> {
    const table = this.#table ?? this.#newTable();
    return {
      backlog: this.#watch.backlog(table, nowSeconds),
      ages: this.#watch.ages(table, nowSeconds),
      newClients: this.#watch.newClients(),
      endings: this.#watch.endings(nowSeconds),
      grants: this.#watch.grants(),
    };
  }

  #newTable(): LeaseTable {
    return new LeaseTable(
      this.ranges.map(({ low, high, peer }) => ({ low, high, backupIsFree: peer === null })),
    );
  }

  #takeLease(block: LeaseBlock): void {
    const table = this.#next ?? this.#table;
    if (!table || this.#knownUpTo === null) return;
    // A file that is read anew may tell of an address more than once.
    const before =
      this.#table && (lastOf(table, block.address) ?? lastOf(this.#table, block.address) ?? NO_BLOCK);
    const slot = table.take(block);
    if (slot === -1) return;
    this.#watch.took(slot, table, block, before);
    const { hash } = block;
    const isBefore = block.offset < this.#knownUpTo;
    // Of an address that came into a range since, the database has nothing however far it has the file.
    const isStored = isBefore ? !Number.isNaN(this.#stored[slot]) : this.#stored[slot] === hash;
    if (!isStored) this.#taken.changed.push({ record: block.record(), hash });
    if (!isBefore) this.#stored[slot] = hash;
  }

  #takeState(block: FailoverStateBlock): void {
    this.#taken.stateBlocks.push(block);
  }

  #takeProblem(problem: LeaseProblem): void {
    this.#problems.count += 1;
    if (this.#problems.list.length < PROBLEMS_KEPT) this.#problems.list.push(problem);
  }
}

/** The last block of an address; null when there is none. */
function lastOf(table: LeaseTable, address: number): Before | null {
  const slot = table.slotOf(address);
  if (slot === -1 || table.stateAt(slot) === 0) return null;
  return {
    state: table.stateAt(slot),
    holder: table.holderAt(slot),
    starts: table.contents.starts[slot] ?? 0,
    ends: table.contents.ends[slot] ?? 0,
  };
}
