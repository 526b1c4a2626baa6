/** Inclusive, as unsigned 32-bit numbers. */
export type AddressRange = { low: number; high: number };

/** More addresses than any dhcpd could hold, which takes some 300 bytes for each (reference 8). */
const MAX_ADDRESSES = 2 ** 26;

type Segment = AddressRange & { firstSlot: number };

/**
 * Numbers every address of some ranges densely from 0, range after range. Where ranges overlap, as they may in a broken
 * configuration, the address belongs to the first of them alone.
 */
export class AddressSlots {
  readonly count: number;
  /** First slot of each range, and after the last range the number of all slots. */
  readonly #firstOfRange: Uint32Array;
  /** Parts of ranges that overlap no other, by address. */
  readonly #lows: Uint32Array;
  readonly #highs: Uint32Array;
  readonly #firstSlots: Uint32Array;
  /** The same parts by slot. */
  readonly #slotsAscending: Uint32Array;
  readonly #lowsBySlot: Uint32Array;
  #lastHit = 0;

  /** @throws RangeError when the ranges hold more addresses than a server can serve. */
  constructor(ranges: readonly AddressRange[]) {
    const bySlot: Segment[] = [];
    const byAddress: Segment[] = [];
    const firstOfRange = [0];
    let count = 0;
    for (const range of ranges) {
      for (const { low, high } of uncovered(range, byAddress)) {
        const segment = { low, high, firstSlot: count };
        bySlot.push(segment);
        insert(byAddress, segment);
        count += high - low + 1;
      }
      firstOfRange.push(count);
    }
    if (count > MAX_ADDRESSES)
      throw new RangeError(
        `found ranges of ${count} addresses in all, expected at most ${MAX_ADDRESSES}: check the range statements of dhcpd.conf`,
      );
    this.count = count;
    this.#firstOfRange = Uint32Array.from(firstOfRange);
    this.#lows = Uint32Array.from(byAddress, ({ low }) => low);
    this.#highs = Uint32Array.from(byAddress, ({ high }) => high);
    this.#firstSlots = Uint32Array.from(byAddress, ({ firstSlot }) => firstSlot);
    this.#slotsAscending = Uint32Array.from(bySlot, ({ firstSlot }) => firstSlot);
    this.#lowsBySlot = Uint32Array.from(bySlot, ({ low }) => low);
  }

  /** -1 for an address in no range. */
  slotOf(address: number): number {
    const lows = this.#lows;
    let index = this.#lastHit;
    if (!(address >= (lows[index] ?? Number.NaN) && address <= (this.#highs[index] ?? 0))) {
      index = lastUpTo(lows, address);
      if (index === -1 || address > (this.#highs[index] ?? 0)) return -1;
      this.#lastHit = index;
    }
    return (this.#firstSlots[index] ?? 0) + address - (lows[index] ?? 0);
  }

  /** @throws RangeError for a slot that is none. */
  addressOf(slot: number): number {
    if (!(slot >= 0 && slot < this.count))
      throw new RangeError(`found slot ${slot}, expected one below ${this.count}`);
    const segment = lastUpTo(this.#slotsAscending, slot);
    return (this.#lowsBySlot[segment] ?? 0) + slot - (this.#slotsAscending[segment] ?? 0);
  }

  /** Index of the range to which a slot belongs. */
  rangeOf(slot: number): number {
    return lastUpTo(this.#firstOfRange, slot);
  }

  /** The slots of a range: `from` up to but without `to`. */
  slotsOfRange(index: number): { from: number; to: number } {
    const from = this.#firstOfRange[index];
    const to = this.#firstOfRange[index + 1];
    if (from === undefined || to === undefined)
      throw new RangeError(`found range ${index}, expected one of the table`);
    return { from, to };
  }
}

/** Index of the last number of an ascending list that is not above `value`; -1 when all are. */
function lastUpTo(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The parts of a range that no segment covers; segments ascend. */
function uncovered({ low, high }: AddressRange, segments: readonly Segment[]): AddressRange[] {
  const parts: AddressRange[] = [];
  let next = low;
  for (const segment of segments) {
    if (segment.high < next) continue;
    if (segment.low > high) break;
    if (segment.low > next) parts.push({ low: next, high: segment.low - 1 });
    next = segment.high + 1;
  }
  if (next <= high) parts.push({ low: next, high });
  return parts;
}

function insert(segments: Segment[], segment: Segment): void {
  const index = segments.findIndex(({ low }) => low > segment.low);
  segments.splice(index === -1 ? segments.length : index, 0, segment);
}
