import { OmapiError } from '../errors.ts';
import type { Attributes } from './message.ts';

/**
 * Reads the attributes of one reply, each by the type it is known to have (reference 1.2). A missing attribute or a
 * wrong length throws `protocol`: half an object must never pass for a whole one.
 */
export class AttributeReader {
  readonly #objectType: string;
  readonly #attributes: Attributes;

  constructor(objectType: string, attributes: Attributes) {
    this.#objectType = objectType;
    this.#attributes = attributes;
  }

  has(name: string): boolean {
    return this.#attributes.has(name);
  }

  bytes(name: string): Buffer {
    const value = this.#attributes.get(name);
    if (value) return value;
    throw new OmapiError(
      'protocol',
      `The ${this.#objectType} reply has no "${name}"; dhcpd always sends it.`,
    );
  }

  text(name: string): string {
    return this.bytes(name).toString('utf8');
  }

  /** Unsigned 32 bits: states, handles, ports, seconds. */
  unsigned(name: string): number {
    return this.fixed(name, 4).readUInt32BE(0);
  }

  /** A counter dhcpd keeps as a signed number and may let slip below 0 (reference 2.4), never less than 0 here. */
  counter(name: string): number {
    return Math.max(0, this.fixed(name, 4).readInt32BE(0));
  }

  /** Milliseconds since 1970, from 32 bits of seconds; null when unset (0). */
  time(name: string): number | null {
    const seconds = this.unsigned(name);
    return seconds === 0 ? null : seconds * 1000;
  }

  fixed(name: string, byteCount: number): Buffer {
    const value = this.bytes(name);
    if (value.length === byteCount) return value;
    throw new OmapiError(
      'protocol',
      `"${name}" of the ${this.#objectType} reply has ${value.length} bytes where ${byteCount} were expected.`,
    );
  }
}
