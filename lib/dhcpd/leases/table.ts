import { type AddressSet, addAddress, addressesOf, emptyAddressSet } from './address-set.ts';
import { type AddressRange, AddressSlots } from './address-slots.ts';
import { type BindingState, bindingStateOf, STATE_CODE } from './binding-state.ts';
import { CELL_BOOTP, CELL_RESERVED, CELL_STATE, CELL_UNACKNOWLEDGED } from './cell.ts';
import { blocksByState, countUnacknowledged, divide, type LeaseCounts, tallyCells } from './counts.ts';
import { NEVER_SECONDS } from './items.ts';
import type { LeaseBlock } from './lease-block.ts';
import { BOOTP_FLAG, IMPLIED_STATE_FLAG, RESERVED_FLAG } from './lease-flags.ts';

export type LeaseRange = AddressRange & {
  /** Of a range without failover peer, where a lease in state backup is free (reference 4.3). */
  backupIsFree?: boolean;
};

export type LeaseTableOptions = {
  /** Whether to keep who holds each lease, which takes four bytes an address and some time a block. */
  holders?: boolean;
  /** Whether the arrays lie in shared memory, so that `contents` reach another thread without a copy. */
  shared?: boolean;
};

/** The last block of an address, as far as the table keeps it. Times: seconds, 0 = unset, NEVER_SECONDS = never. */
export type LeaseEntry = {
  state: BindingState;
  reserved: boolean;
  bootp: boolean;
  /** Whether the block holds something that the failover partner has not acknowledged (reference 3.5). */
  unacknowledged: boolean;
  starts: number;
  ends: number;
};

/** All that a table is: plain data, fit for `postMessage`. */
export type LeaseTableContents = {
  ranges: readonly LeaseRange[];
  cells: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  holders: Uint32Array | null;
  outside: AddressSet;
};

const OUTSIDE_SAMPLE = 20;

/** The last block of every address of some ranges, in dense arrays: nine bytes an address, thirteen with holders. */
export class LeaseTable {
  readonly contents: LeaseTableContents;
  readonly #slots: AddressSlots;

  /**
   * An empty table of some ranges, or one over the contents of another, which may come from another thread; they are
   * not copied.
   * @throws RangeError when the ranges hold more addresses than a server can serve.
   */
  constructor(from: readonly LeaseRange[] | LeaseTableContents, options: LeaseTableOptions = {}) {
    const isContents = 'cells' in from;
    this.#slots = new AddressSlots(isContents ? from.ranges : from);
    this.contents = isContents ? from : emptyContents(from, this.#slots.count, options);
  }

  /** The number of addresses in all ranges; each has a slot, counted from 0. */
  get slots(): number {
    return this.#slots.count;
  }

  /** -1 for an address in no range. */
  slotOf(address: number): number {
    return this.#slots.slotOf(address);
  }

  /** @throws RangeError for a slot that is none. */
  addressOf(slot: number): number {
    return this.#slots.addressOf(slot);
  }

  /** Index of the range that a slot belongs to. */
  rangeOf(slot: number): number {
    return this.#slots.rangeOf(slot);
  }

  /** Whether its block holds something that the failover partner has not acknowledged (reference 3.5). */
  isUnacknowledged(slot: number): boolean {
    return ((this.contents.cells[slot] ?? 0) & CELL_UNACKNOWLEDGED) !== 0 && this.#hasFailover(slot);
  }

  /** The code of the state, 0 when there is no block. */
  stateAt(slot: number): number {
    return (this.contents.cells[slot] ?? 0) & CELL_STATE;
  }

  /** Equal for equal clients, on whichever server; 0 without a client, and always in a table without holders. */
  holderAt(slot: number): number {
    return this.contents.holders?.[slot] ?? 0;
  }

  /** Null when there is no block. */
  entryAt(slot: number): LeaseEntry | null {
    const cell = this.contents.cells[slot] ?? 0;
    if (cell === 0) return null;
    return {
      state: bindingStateOf(cell & CELL_STATE),
      reserved: (cell & CELL_RESERVED) !== 0,
      bootp: (cell & CELL_BOOTP) !== 0,
      unacknowledged: this.isUnacknowledged(slot),
      starts: this.contents.starts[slot] ?? 0,
      ends: this.contents.ends[slot] ?? 0,
    };
  }

  /** Puts a block in the place of the one before it for the same address. Gives its slot, -1 outside every range. */
  take(block: LeaseBlock): number {
    const slot = this.#slots.slotOf(block.address);
    const { cells, starts, ends, holders, outside } = this.contents;
    if (slot === -1) {
      addAddress(outside, block.address);
      return -1;
    }
    cells[slot] = this.#cellOf(block, slot);
    starts[slot] = block.starts;
    ends[slot] = block.ends;
    if (holders) holders[slot] = block.holderHash;
    return slot;
  }

  #cellOf(block: LeaseBlock, slot: number): number {
    const { flags } = block;
    let cell = block.state;
    if (block.tstp > block.atsfp) cell |= CELL_UNACKNOWLEDGED;
    if (flags === 0) return cell;
    if ((flags & RESERVED_FLAG) !== 0) cell |= CELL_RESERVED;
    if ((flags & BOOTP_FLAG) !== 0) cell |= CELL_BOOTP;
    // Without a binding state a lease is expired rather than free in a failover pool (reference 4.3).
    const isImpliedFree = (flags & IMPLIED_STATE_FLAG) !== 0 && block.state === STATE_CODE.free;
    if (isImpliedFree && this.#hasFailover(slot)) cell += STATE_CODE.expired - STATE_CODE.free;
    return cell;
  }

  #hasFailover(slot: number): boolean {
    return !this.#backupIsFree(this.#slots.rangeOf(slot));
  }

  #backupIsFree(rangeIndex: number): boolean {
    return this.contents.ranges[rangeIndex]?.backupIsFree ?? false;
  }

  /** Takes over every block of a table of the same ranges that was filled from a later part of the file. */
  merge({ contents: later }: LeaseTable): void {
    const { cells, starts, ends, holders, outside } = this.contents;
    for (let slot = 0; slot < later.cells.length; slot++) {
      const cell = later.cells[slot] ?? 0;
      if (cell === 0) continue;
      cells[slot] = cell;
      starts[slot] = later.starts[slot] ?? 0;
      ends[slot] = later.ends[slot] ?? 0;
      if (holders) holders[slot] = later.holders?.[slot] ?? 0;
    }
    for (const address of addressesOf(later.outside)) addAddress(outside, address);
  }

  /** Distinct addresses of blocks that lie in no range, and some of them. */
  get outside(): { count: number; sample: number[] } {
    const sample: number[] = [];
    for (const address of addressesOf(this.contents.outside)) {
      if (sample.push(address) === OUTSIDE_SAMPLE) break;
    }
    return { count: this.contents.outside.count, sample };
  }

  /** How the addresses of a range divide at that time of dhcpd's clock. */
  counts(rangeIndex: number, nowSeconds: number): LeaseCounts {
    const { size, active, ...others } = divide(this.#tally(rangeIndex), this.#backupIsFree(rangeIndex));
    return { size, active, ended: this.#countEnded(rangeIndex, nowSeconds), ...others };
  }

  #countEnded(rangeIndex: number, nowSeconds: number): number {
    const { cells, ends } = this.contents;
    const { from, to } = this.#slots.slotsOfRange(rangeIndex);
    let count = 0;
    for (let slot = from; slot < to; slot++) {
      const end = ends[slot] ?? 0;
      const isPast = end !== 0 && end !== NEVER_SECONDS && end <= nowSeconds;
      if (isPast && ((cells[slot] ?? 0) & CELL_STATE) === STATE_CODE.active) count++;
    }
    return count;
  }

  /** How many addresses of a range have a last block in each state, whatever its flags: what `dhcpd-pools` counts. */
  blocks(rangeIndex: number): Record<BindingState, number> {
    return blocksByState(this.#tally(rangeIndex));
  }

  /** How many leases of a range hold something that the failover partner has not acknowledged (reference 3.5). */
  backlog(rangeIndex: number): number {
    return this.#backupIsFree(rangeIndex) ? 0 : countUnacknowledged(this.#tally(rangeIndex));
  }

  #tally(rangeIndex: number): Uint32Array {
    const { from, to } = this.#slots.slotsOfRange(rangeIndex);
    return tallyCells(this.contents.cells, from, to);
  }
}

function emptyContents(
  ranges: readonly LeaseRange[],
  slots: number,
  { holders = true, shared = false }: LeaseTableOptions,
): LeaseTableContents {
  const bytes = (count: number) => (shared ? new SharedArrayBuffer(count) : new ArrayBuffer(count));
  return {
    ranges,
    cells: new Uint8Array(bytes(slots)),
    starts: new Int32Array(bytes(slots * 4)),
    ends: new Int32Array(bytes(slots * 4)),
    holders: holders ? new Uint32Array(bytes(slots * 4)) : null,
    outside: emptyAddressSet(),
  };
}
