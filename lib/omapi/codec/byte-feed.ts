import type { ByteReader } from './read-message.ts';

/** Drives a reader over chunks as they arrive. Holds no more than the reader waits for, plus the last chunk. */
export class ByteFeed {
  readonly #reader: ByteReader<never>;
  #chunks: Buffer[] = [];
  #bufferedBytes = 0;
  #neededBytes: number;

  constructor(reader: ByteReader<never>) {
    this.#reader = reader;
    this.#neededBytes = needOf(reader.next());
  }

  /** Bytes that came and were not yet read: always fewer than `neededBytes`. */
  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** Bytes the reader waits for. */
  get neededBytes(): number {
    return this.#neededBytes;
  }

  /** Reads as far as the bytes go; throws what the reader throws, after which the feed is of no more use. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bufferedBytes += chunk.length;
    while (this.#bufferedBytes >= this.#neededBytes) {
      this.#neededBytes = needOf(this.#reader.next(this.#consume(this.#neededBytes)));
    }
  }

  #consume(byteCount: number): Buffer {
    // Only now, when there is enough: a value that drips in byte by byte is joined once, not once per byte.
    const buffered = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const bytes = buffered ?? Buffer.concat(this.#chunks);
    this.#chunks = bytes.length > byteCount ? [bytes.subarray(byteCount)] : [];
    this.#bufferedBytes -= byteCount;
    return bytes.subarray(0, byteCount);
  }
}

function needOf(step: IteratorResult<number, never>): number {
  // A reader of `never` has no end other than a throw.
  return step.value;
}
