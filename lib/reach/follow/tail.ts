import { isReachError } from '../error.ts';
import type { ReachedFile } from '../reach.ts';
import type { BytesStep } from './step.ts';

/**
 * Where reading goes on. The guard is the bytes just before `offset`, null while they are not known. Read again together
 * with what follows, it tells a file that grew from one that was emptied and has grown past the same place: lease blocks
 * and log lines carry times, so 256 bytes of them don't come again.
 */
export type Place = { offset: number; guard: Uint8Array | null };

export const BEGINNING: Place = { offset: 0, guard: new Uint8Array(0) };

const GUARD_BYTES = 256;
const MAX_CHUNK_BYTES = 1024 * 1024;
const MIN_CHUNK_BYTES = 16 * 1024;
const NO_BYTES = new Uint8Array(0);

/** One open file, read forward. */
export class Tail {
  readonly file: ReachedFile;
  #offset: number;
  #guard: Uint8Array | null;
  /** The file's time of last change when it was last read to its end. */
  #modifiedMs: number | null = null;
  #chunkBytes = MAX_CHUNK_BYTES;

  constructor(file: ReachedFile, { offset, guard }: Place) {
    this.file = file;
    this.#offset = offset;
    this.#guard = guard;
  }

  get place(): Place {
    return { offset: this.#offset, guard: this.#guard };
  }

  /** Goes on from another place, with what stands at it unread. */
  moveTo({ offset, guard }: Place): void {
    this.#offset = offset;
    this.#guard = guard;
    this.#modifiedMs = null;
  }

  /** Gives the bytes from the place to the present end. `emptied` when what stood before the place is no longer there. */
  async *readOn(signal: AbortSignal): AsyncGenerator<BytesStep, 'at-end' | 'emptied', undefined> {
    const { size, modifiedMs } = await this.file.stat(signal);
    if (size < this.#offset) return 'emptied';
    if (size === this.#offset && modifiedMs === this.#modifiedMs) return 'at-end';
    this.#guard ??= await this.#readGuard(signal);
    do {
      const bytes = await this.#readBehindGuard(this.#guard, size, signal);
      if (bytes === null) return 'emptied';
      if (bytes.length === 0) break; // nothing new, or cut off while it was read, which the next look sees
      const step: BytesStep = { kind: 'bytes', bytes, offset: this.#offset };
      this.#offset += bytes.length;
      this.#guard = lastOf(this.#guard, bytes);
      yield step;
    } while (this.#offset < size);
    this.#modifiedMs = modifiedMs;
    return 'at-end';
  }

  #readGuard(signal: AbortSignal): Promise<Uint8Array> {
    const from = Math.max(0, this.#offset - GUARD_BYTES);
    return this.#read(from, this.#offset - from, signal);
  }

  /** What follows the place; null when the guard does not stand before it. */
  async #readBehindGuard(guard: Uint8Array, size: number, signal: AbortSignal): Promise<Uint8Array | null> {
    const from = this.#offset - guard.length;
    const bytes = await this.#read(from, Math.min(this.#chunkBytes, size - from), signal);
    const stands = Buffer.compare(bytes.subarray(0, guard.length), guard) === 0;
    return stands ? bytes.subarray(guard.length) : null;
  }

  /** A chunk that a slow line could not bring before the caller's deadline is asked for in smaller ones next time. */
  async #read(from: number, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    if (maxBytes === 0) return NO_BYTES;
    try {
      const bytes = await this.file.read(from, maxBytes, signal);
      this.#chunkBytes = Math.min(MAX_CHUNK_BYTES, this.#chunkBytes * 2);
      return bytes;
    } catch (error) {
      if (isReachError(error, 'timeout', 'aborted'))
        this.#chunkBytes = Math.max(MIN_CHUNK_BYTES, this.#chunkBytes / 2);
      throw error;
    }
  }
}

/** The last bytes of two that follow one another; a copy, for a view would keep a whole chunk in memory. */
function lastOf(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  const joined = Buffer.concat([before, bytes.subarray(-GUARD_BYTES)]);
  return joined.length > GUARD_BYTES ? Buffer.from(joined.subarray(-GUARD_BYTES)) : joined;
}
