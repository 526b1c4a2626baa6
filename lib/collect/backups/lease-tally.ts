import { createHash } from 'node:crypto';
import { type AddressSet, addAddress, emptyAddressSet } from '../../dhcpd/leases/address-set.ts';
import { LeaseScanner } from '../../dhcpd/leases/scanner.ts';

export type Tally = { sizeBytes: number; sha256: string; leases: number };

/** What tells a lease file from another, or from a copy that is not one: its bytes, their hash, and the addresses in it. */
export class LeaseTally {
  readonly #hash = createHash('sha256');
  readonly #addresses: AddressSet = emptyAddressSet();
  readonly #scanner: LeaseScanner;
  #sizeBytes = 0;
  #problems = 0;

  constructor() {
    const ignore = () => {};
    this.#scanner = new LeaseScanner({
      lease: ({ address }) => {
        addAddress(this.#addresses, address);
      },
      failoverState: ignore,
      other: ignore,
      problem: () => {
        this.#problems += 1;
      },
    });
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  push(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    this.#scanner.push(bytes);
  }

  /** Whether the bytes so far end with a whole entry: dhcpd may be in the middle of writing one (reference 4.6). */
  isWhole(): boolean {
    const before = this.#problems;
    this.#scanner.finish();
    return this.#problems === before;
  }

  /** Ends it: nothing can be pushed afterwards. */
  tell(): Tally {
    return { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex'), leases: this.#addresses.count };
  }
}
