import { readSync } from 'node:fs';
import { LeaseScanner } from '../../dhcpd/leases/scanner.ts';
import { type LeaseRange, LeaseTable, type LeaseTableContents } from '../../dhcpd/leases/table.ts';
import { addProblem, noProblems, type ProblemList } from './problem-list.ts';

const CHUNK_BYTES = 256 * 1024;

/** What a part of a lease file came to. Plain data, fit for `postMessage`. */
export type ScannedPart = {
  contents: LeaseTableContents;
  /** By slot of the table, where in the file the last block of the address begins, and 1 more; null unless asked for. */
  offsets: Float64Array | null;
  /** Entries that were understood: leases, failover states, hosts and all else. */
  items: number;
  problems: ProblemList;
  /** Some leases of addresses in no range, each address once. */
  outside: OutsideLease[];
  /** Whether the part ends in the middle of an entry, which is the last of the problems then. */
  unfinished: boolean;
};

export type OutsideLease = { address: number; line: number };

export const MOST_OUTSIDE_KEPT = 20;

export type PartScanOptions = {
  ranges: readonly LeaseRange[];
  /** By dhcpd's clock. */
  nowSeconds: number;
  /** Where the part begins in the file. */
  offset?: number;
  /** Whether to keep where each block begins, eight bytes an address. */
  withOffsets?: boolean;
  /** Whether another thread takes the result over. */
  shared?: boolean;
};

/** Scans an open lease file, or the part of it that begins at `offset`, into a table. Lines count from 1 there. */
export class PartScan {
  readonly #table: LeaseTable;
  readonly #offsets: Float64Array | null;
  readonly #scanner: LeaseScanner;
  readonly #problems = noProblems();
  readonly #outside: OutsideLease[] = [];
  #items = 0;

  constructor({ ranges, nowSeconds, offset = 0, withOffsets = false, shared = false }: PartScanOptions) {
    const table = new LeaseTable(ranges, { holders: false, shared });
    const offsets = withOffsets ? emptyOffsets(table.slots, shared) : null;
    this.#table = table;
    this.#offsets = offsets;
    const countItem = () => {
      this.#items += 1;
    };
    this.#scanner = new LeaseScanner(
      {
        lease: (block) => {
          this.#items += 1;
          const slot = table.take(block);
          if (slot === -1) addOutside(this.#outside, block);
          else if (offsets) offsets[slot] = block.offset + 1;
        },
        failoverState: countItem,
        other: countItem,
        problem: (problem) => addProblem(this.#problems, problem),
      },
      { nowSeconds, offset },
    );
  }

  /** Where the first byte stands that belongs to no item yet. */
  get position(): { offset: number; line: number } {
    return this.#scanner.position;
  }

  /** Reads on from `from` to `to`, one chunk in memory at a time. Ends early where the file does. */
  scan(fd: number, from: number, to: number): void {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, to - from));
    for (let at = from; at < to; ) {
      const length = readSync(fd, chunk, 0, Math.min(chunk.length, to - at), at);
      if (length === 0) return;
      this.#scanner.push(chunk.subarray(0, length));
      at += length;
    }
  }

  /** At the end of the file. */
  finish(): ScannedPart {
    const before = this.#problems.count;
    this.#scanner.finish();
    return { ...this.soFar(), unfinished: this.#problems.count > before };
  }

  /** At the end of a part after which another one begins. */
  soFar(): ScannedPart {
    return {
      contents: this.#table.contents,
      offsets: this.#offsets,
      items: this.#items,
      problems: this.#problems,
      outside: this.#outside,
      unfinished: false,
    };
  }
}

function emptyOffsets(slots: number, shared: boolean): Float64Array {
  const bytes = slots * Float64Array.BYTES_PER_ELEMENT;
  return new Float64Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
}

/** Adds the lease unless its address is there or the list is full. */
export function addOutside(list: OutsideLease[], { address, line }: OutsideLease): void {
  const isKnown = list.length === MOST_OUTSIDE_KEPT || list.some((lease) => lease.address === address);
  if (!isKnown) list.push({ address, line });
}
