import type { OmapiKey } from '../../omapi/codec/hmac.ts';

/** What a handle may stand for. */
export type Handled =
  | { type: 'authenticator'; key: OmapiKey }
  | { type: 'failover-state'; name: string }
  | { type: 'lease'; address: string }
  | { type: 'pool'; poolHandle: number }
  | { type: 'subnet' }
  | { type: 'control' };

/** Handles as dhcpd gives them: small integers, on first use, for as long as the server lives (reference 1.8). */
export class HandleTable {
  readonly #byHandle: Handled[] = [];
  readonly #byObject = new Map<string, number>();

  of(handled: Handled): number {
    const object = JSON.stringify(handled);
    const known = this.#byObject.get(object);
    if (known !== undefined) return known;
    const handle = this.#byHandle.push(handled);
    this.#byObject.set(object, handle);
    return handle;
  }

  find(handle: number): Handled | undefined {
    return this.#byHandle[handle - 1];
  }
}
