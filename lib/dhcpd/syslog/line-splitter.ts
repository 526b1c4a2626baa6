export type SplitLine = {
  /** Without the line's end; a copy or a view of the pushed bytes, valid until those are changed. */
  bytes: Uint8Array;
  /** Where the line begins, counted from the splitter's first offset. */
  offset: number;
  /** How many bytes of the line were left out because it is longer than the limit. */
  cutBytes: number;
};

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Longer than any line syslog makes; what is longer is not a log, and must not fill the memory. */
export const MAX_LINE_BYTES = 64 * 1024;

/** Makes whole lines of bytes that come in any split. A line counts once its line feed has come. */
export class LineSplitter {
  readonly #maxBytes: number;
  #begun: Uint8Array[] = [];
  #begunBytes = 0;
  #cutBytes = 0;
  #offset: number;

  /** `offset` is that of the first byte to be pushed, which must begin a line. */
  constructor({ offset = 0, maxBytes = MAX_LINE_BYTES }: { offset?: number; maxBytes?: number } = {}) {
    this.#offset = offset;
    this.#maxBytes = maxBytes;
  }

  /** The offset after the last whole line: where to go on reading after a restart. */
  get position(): number {
    return this.#offset;
  }

  /** The lines that these bytes complete. */
  *push(bytes: Uint8Array): Generator<SplitLine> {
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      const part = bytes.subarray(from, end);
      from = end + 1;
      yield this.#complete(part);
    }
    // A copy, since the caller may use its buffer again.
    this.#take(bytes.slice(from));
  }

  #complete(part: Uint8Array): SplitLine {
    const offset = this.#offset;
    this.#take(part);
    const bytes = withoutCarriageReturn(
      this.#begun.length === 1 ? (this.#begun[0] ?? part) : join(this.#begun),
    );
    const cutBytes = this.#cutBytes;
    this.#offset += this.#begunBytes + cutBytes + 1;
    this.#begun = [];
    this.#begunBytes = 0;
    this.#cutBytes = 0;
    return { bytes, offset, cutBytes };
  }

  #take(part: Uint8Array): void {
    const taken = part.subarray(0, this.#maxBytes - this.#begunBytes);
    if (taken.length > 0) this.#begun.push(taken);
    this.#begunBytes += taken.length;
    this.#cutBytes += part.length - taken.length;
  }
}

function withoutCarriageReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
