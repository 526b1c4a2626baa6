import { BACKSLASH, CLOSE_BRACE, DOT, HASH, NEWLINE, OPEN_BRACE, QUOTE, SEMICOLON, SPACE } from './ascii.ts';
import { syncLineAt } from './sync-line.ts';
import { byteText, decodeString, readable, WordCache } from './text.ts';

/** Kinds of token: a mark's kind is its byte, the others are above all bytes. */
export const WORD = 256;
export const STRING = 257;
/** A string that runs into the end of the item. */
export const UNCLOSED_STRING = 258;
export const END = 259;

/** No item of dhcpd comes near; what is longer is damage. It bounds the memory that a broken file can take. */
export const MAX_ITEM_BYTES = 256 * 1024;

/** How an item ended. */
export type ItemOutcome =
  | 'complete'
  /** The bytes end before the item does. */
  | 'incomplete'
  /** A line that can only begin another item comes before the item's end. */
  | 'cut'
  /** It is longer than MAX_ITEM_BYTES. */
  | 'oversize';

/** What a byte is outside strings; 0 is anything but part of a word or blank. */
const WORD_BYTE = 1;
const BLANK = 2;
const BYTE_CLASS = byteClasses();

function byteClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    if (/[A-Za-z0-9_-]/.test(String.fromCharCode(byte))) classes[byte] = WORD_BYTE;
    else if (' \t\r\n\f\v'.includes(String.fromCharCode(byte))) classes[byte] = BLANK;
  }
  return classes;
}

/**
 * The tokens of one top-level item (reference 4.1), in arrays that serve again for the next item. An item goes to its
 * first `;` outside braces or to the brace that closes its first one.
 */
export class ItemTokens {
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  kinds = new Uint16Array(512);
  /** A string's bounds include its quotes. */
  starts = new Int32Array(512);
  ends = new Int32Array(512);
  lines = new Int32Array(512);
  /** Just past the item, and the line that is. */
  end = 0;
  endLine = 0;
  outcome: ItemOutcome = 'incomplete';

  /** The bytes of the string that was decoded last. */
  decoded = new Uint8Array(256);

  readonly #words = new WordCache();
  #at = 0;
  #limit = 0;
  #line = 0;

  /** Reads the item that begins at `from` in line `line`, from the bytes known so far, which end at `limit`. */
  read(bytes: Uint8Array, from: number, limit: number, line: number): ItemOutcome {
    this.bytes = bytes;
    this.count = 0;
    this.#at = from;
    this.#line = line;
    this.#limit = Math.min(limit, from + MAX_ITEM_BYTES);
    const outcome = this.#readToEnd();
    this.outcome = outcome === 'incomplete' && this.#limit < limit ? 'oversize' : outcome;
    this.end = this.#at;
    this.endLine = this.#line;
    this.#add(END, this.#at, this.#at);
    return this.outcome;
  }

  #readToEnd(): ItemOutcome {
    const { bytes } = this;
    const classes = BYTE_CLASS;
    const limit = this.#limit;
    let depth = 0;
    while (this.#at < limit) {
      const start = this.#at;
      const byte = bytes[start] ?? 0;
      let end = start + 1;
      if (byte === NEWLINE) {
        const outcome = this.#passNewline();
        if (outcome) return outcome;
      } else if (classes[byte] === BLANK) {
        while (end < limit && bytes[end] === SPACE) end++;
        this.#at = end;
      } else if (classes[byte] === WORD_BYTE) {
        while (end < limit && classes[bytes[end] ?? 0] === WORD_BYTE) end++;
        if (end === limit) return 'incomplete';
        this.#add(WORD, start, end);
        this.#at = end;
      } else if (byte === HASH) {
        while (end < limit && bytes[end] !== NEWLINE) end++;
        this.#at = end;
      } else if (byte === QUOTE) {
        const outcome = this.#readString(start);
        if (outcome) return outcome;
      } else {
        this.#add(byte, start, end);
        this.#at = end;
        if (byte === SEMICOLON && depth === 0) return 'complete';
        if (byte === OPEN_BRACE) {
          if (this.#backToNestedLease()) return 'cut';
          depth++;
        } else if (byte === CLOSE_BRACE && --depth <= 0) return 'complete';
      }
    }
    return 'incomplete';
  }

  /** Undefined when the string was closed and the item goes on. */
  #readString(start: number): ItemOutcome | undefined {
    const startLine = this.#line;
    this.#at = start + 1;
    while (this.#at < this.#limit) {
      const byte = this.bytes[this.#at];
      if (byte === NEWLINE) {
        const end = this.#passNewline();
        if (end === 'cut') this.#add(UNCLOSED_STRING, start, this.#at, startLine);
        if (end) return end;
      } else if (byte === QUOTE) {
        this.#at++;
        this.#add(STRING, start, this.#at, startLine);
        return undefined;
      } else {
        // A backslash takes the next byte with it, but not a newline, after which a sync line may come.
        const takesNext = byte === BACKSLASH && this.bytes[this.#at + 1] !== NEWLINE;
        this.#at += takesNext ? 2 : 1;
      }
    }
    this.#at = this.#limit;
    this.#add(UNCLOSED_STRING, start, this.#limit, startLine);
    return 'incomplete';
  }

  /** Undefined when the line after the newline goes on with the item. */
  #passNewline(): ItemOutcome | undefined {
    this.#at++;
    this.#line++;
    const sync = syncLineAt(this.bytes, this.#at, this.#limit);
    if (sync === 'no' || (sync === 'yes-outside-group' && this.#isGroup())) return undefined;
    return sync === 'undecided' ? 'incomplete' : 'cut';
  }

  #isGroup(): boolean {
    return this.count > 0 && this.word(0) === 'group';
  }

  /**
   * No item holds a lease. So `lease <address> {` within another one stands after a damage that ate the newline before
   * it: then the item ends before that lease.
   */
  #backToNestedLease(): boolean {
    const lease = this.count - 9;
    if (lease < 1 || this.kinds[lease] !== WORD || this.word(lease) !== 'lease') return false;
    for (let index = lease + 1; index < this.count - 1; index++) {
      if (this.kinds[index] !== ((index - lease) % 2 === 1 ? WORD : DOT)) return false;
    }
    this.#at = this.starts[lease] ?? 0;
    this.#line = this.lines[lease] ?? 0;
    this.count = lease;
    return true;
  }

  /** A word in lower case, as keywords are (reference 4.1). */
  word(index: number): string {
    return this.#words.word(this.bytes, this.starts[index] ?? 0, this.ends[index] ?? 0);
  }

  /** Decodes a string into `decoded` and gives the number of its bytes. */
  decode(index: number): number {
    const start = this.starts[index] ?? 0;
    const end = this.ends[index] ?? 0;
    if (end - start > this.decoded.length) this.decoded = new Uint8Array(end - start);
    return decodeString(this.bytes, start, end, this.decoded);
  }

  /** A token as written, byte by byte. */
  source(index: number): string {
    return byteText(this.bytes, this.starts[index] ?? 0, this.ends[index] ?? 0);
  }

  /** A token as written, as text that can be shown. */
  readableSource(index: number): string {
    return readable(this.bytes, this.starts[index] ?? 0, this.ends[index] ?? 0);
  }

  #add(kind: number, start: number, end: number, line = this.#line): void {
    if (this.count === this.kinds.length) this.#grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.lines[this.count] = line;
    this.count++;
  }

  #grow(): void {
    this.kinds = copied(this.kinds, new Uint16Array(this.count * 2));
    this.starts = copied(this.starts, new Int32Array(this.count * 2));
    this.ends = copied(this.ends, new Int32Array(this.count * 2));
    this.lines = copied(this.lines, new Int32Array(this.count * 2));
  }
}

function copied<T extends Uint16Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
