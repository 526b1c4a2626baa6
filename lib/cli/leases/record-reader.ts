import { readSync } from 'node:fs';
import type { LeaseRecord } from '../../dhcpd/leases/items.ts';
import { LeaseScanner } from '../../dhcpd/leases/scanner.ts';

/** Enough for most blocks (reference 8); a longer one is read in more steps. */
const STEP_BYTES = 2048;

/** How dhcpd ends a block. */
const BLOCK_END = Buffer.from('\n}\n');

/** Reads single leases out of an open lease file, wherever their blocks begin. */
export class RecordReader {
  readonly #fd: number;
  readonly #nowSeconds: number;
  readonly #step = Buffer.alloc(STEP_BYTES);
  #scanner: LeaseScanner;
  #pushedBytes = 0;
  #record: LeaseRecord | null = null;

  constructor(fd: number, nowSeconds: number) {
    this.#fd = fd;
    this.#nowSeconds = nowSeconds;
    this.#scanner = this.#newScanner();
  }

  /** The lease whose block begins there. Its own place is not told. Throws when no block begins there. */
  read(offset: number): LeaseRecord {
    // One scanner serves for all blocks, until one leaves something behind that belongs to the next entry.
    if (this.#scanner.position.offset !== this.#pushedBytes) this.#scanner = this.#newScanner();
    this.#record = null;
    for (let at = offset; this.#record === null; ) {
      const length = readSync(this.#fd, this.#step, 0, STEP_BYTES, at);
      if (length === 0)
        throw new Error(`found no whole lease at offset ${offset}, expected the one that was there`);
      const end = this.#step.subarray(0, length).indexOf(BLOCK_END);
      const used = end === -1 ? length : end + BLOCK_END.length;
      this.#scanner.push(this.#step.subarray(0, used));
      this.#pushedBytes += used;
      at += used;
    }
    return this.#record;
  }

  #newScanner(): LeaseScanner {
    this.#pushedBytes = 0;
    const ignore = () => {};
    return new LeaseScanner(
      {
        lease: (block) => {
          this.#record ??= block.record();
        },
        failoverState: ignore,
        other: ignore,
        problem: ignore,
      },
      { nowSeconds: this.#nowSeconds },
    );
  }
}
