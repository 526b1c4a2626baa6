import { HASH, NEWLINE, SPACE } from './ascii.ts';
import { CanonicalReader } from './canonical.ts';
import { type Item, readItem } from './item.ts';
import type { ByteOrder, LeaseHandler } from './items.ts';
import { LeaseBlock } from './lease-block.ts';
import { syncLineAt } from './sync-line.ts';
import { ItemTokens } from './tokens.ts';

const LETTER_L = 0x6c;

/** Bytes without meaning behind the known ones, so that even the last block of a chunk can be read as dhcpd writes it. */
const ROOM = 2048;

const SYNC_LINE = Uint8Array.from('lease 0', (char) => char.charCodeAt(0));

const NO_BYTES = new Uint8Array(0);

/** How many bytes of a new chunk are first added to a kept tail: enough for most blocks. */
const JOIN_BYTES = 4096;

export type LeaseScannerOptions = {
  /** Where the first byte pushed stands in the file. */
  offset?: number;
  line?: number;
  /**
   * Decides, by dhcpd's clock, whether a lease without binding state is active (reference 4.3); without it one that
   * has an end is.
   */
  nowSeconds?: number;
};

type Mode =
  | 'items'
  /** Within a comment that began in an earlier chunk. */
  | 'comment'
  /** Behind damage without end, looking for a sync line. */
  | 'lost';

/**
 * Reads a dhcpd.leases file that is pushed in chunks of any size and hands every item to the handler as soon as it is
 * complete (reference 4). Nothing in the bytes makes it throw.
 */
export class LeaseScanner {
  readonly #handler: LeaseHandler;
  readonly #nowSeconds: number;
  readonly #canonical = new CanonicalReader();
  readonly #tokens = new ItemTokens();
  readonly #block = new LeaseBlock();

  /** Of the first byte that was not yet consumed. */
  #offset: number;
  #line: number;
  /** Those bytes, as far as they were pushed. */
  #tail = NO_BYTES;

  #mode: Mode = 'items';
  /** Where to begin again when the mode is not `items`. */
  #modeBegan = { offset: 0, line: 1 };
  /** Only for mode `lost`: whether a line begins at the first byte not yet consumed. */
  #atLineStart = false;
  /** Whether what is not understood still belongs to a damage that was reported. */
  #inDamage = false;
  #byteOrder: ByteOrder = 'little-endian';

  constructor(handler: LeaseHandler, { offset = 0, line = 1, nowSeconds = 0 }: LeaseScannerOptions = {}) {
    this.#handler = handler;
    this.#offset = offset;
    this.#line = line;
    this.#nowSeconds = nowSeconds;
  }

  /** Where a new scanner can take up: the first byte that belongs to no item handed out or reported. */
  get position(): { offset: number; line: number } {
    return this.#mode === 'items' ? { offset: this.#offset, line: this.#line } : { ...this.#modeBegan };
  }

  /** Takes the next bytes of the file. They may be overwritten after the call. */
  push(bytes: Uint8Array): void {
    const from = this.#scan(bytes, this.#finishTail(bytes), bytes.length);
    if (from < bytes.length) this.#scanWithTail(bytes.subarray(from));
  }

  /** Adds as many bytes to the tail as what stands in it needs; gives the index of the first one not needed. */
  #finishTail(bytes: Uint8Array): number {
    let from = 0;
    for (let length = JOIN_BYTES; this.#tail.length > 0 && from < bytes.length; length *= 2) {
      const more = bytes.subarray(from, from + length);
      const fromTail = this.#tail.length;
      const consumed = this.#scanWithTail(more);
      if (consumed >= fromTail) {
        this.#tail = NO_BYTES;
        return from + consumed - fromTail;
      }
      from += more.length;
    }
    return from;
  }

  /** Scans the tail and some more bytes in a copy with room behind. Gives how many it consumed; the rest is the tail. */
  #scanWithTail(more: Uint8Array): number {
    const fromTail = this.#tail.length;
    const known = fromTail + more.length;
    const copy = new Uint8Array(known + ROOM);
    copy.set(this.#tail);
    copy.set(more, fromTail);
    const consumed = this.#scan(copy, 0, known);
    this.#tail = copy.slice(consumed, known);
    return consumed;
  }

  /** At the end of the file: reports an item that is not complete. It is kept for a later push. */
  finish(): void {
    if (this.#mode !== 'items' || this.#tail.length === 0) return;
    const text =
      'found the end of the file, expected the rest of the entry that begins here; it waits until more is written';
    this.#handler.problem({ line: this.#line, offset: this.#offset, text });
  }

  /** Instead of `finish` where the file was cut by `findSyncLine`: an item that is not complete never will be. */
  finishPart(): void {
    this.push(SYNC_LINE);
    this.#tail = NO_BYTES;
  }

  /**
   * Scans `bytes` from an index on, which stands at `position`, to `limit`, and gives the index of the first byte that
   * was not consumed. Without room behind the limit it stops some way before it.
   */
  #scan(bytes: Uint8Array, from: number, limit: number): number {
    const base = this.#offset - from;
    let at = from;
    for (let mode: Mode | null = null; mode !== this.#mode; ) {
      mode = this.#mode;
      if (mode === 'items') at = this.#scanItems(bytes, at, limit, base);
      else if (mode === 'comment') at = this.#scanComment(bytes, at, limit);
      else at = this.#scanToSyncLine(bytes, at, limit);
    }
    this.#offset = base + at;
    return at;
  }

  /** Goes on until the mode changes or the bytes end; so do those for the other modes. */
  #scanItems(bytes: Uint8Array, from: number, limit: number, base: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = Math.min(limit, bytes.length - ROOM);
    let at = from;
    while (at < end && this.#mode === 'items') {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) this.#line++;
      if (byte === HASH) {
        this.#leaveItems('comment', base + at, this.#line);
      } else if (isBlank(byte)) {
        at++;
      } else {
        let next = byte === LETTER_L ? this.#scanCanonicalLease(bytes, view, at, base) : -1;
        if (next < 0) next = this.#scanItem(bytes, at, limit, base);
        if (next === at) break;
        at = next;
      }
    }
    return at;
  }

  /** Gives the index behind the block, or -1 when it is not one as dhcpd writes it. */
  #scanCanonicalLease(bytes: Uint8Array, view: DataView, from: number, base: number): number {
    const block = this.#block;
    const end = this.#canonical.read(bytes, view, from, block);
    if (end < 0) return -1;
    block.line = this.#line;
    block.offset = base + from;
    this.#line += this.#canonical.lines;
    this.#inDamage = false;
    this.#handler.lease(block);
    return end;
  }

  /** Gives the index behind the item, or `from` when it is not complete. */
  #scanItem(bytes: Uint8Array, from: number, limit: number, base: number): number {
    const tokens = this.#tokens;
    const outcome = tokens.read(bytes, from, limit, this.#line);
    if (outcome === 'incomplete') return from;
    this.#hand(
      readItem(tokens, { base, nowSeconds: this.#nowSeconds, byteOrder: this.#byteOrder }),
      bytes,
      from,
    );
    if (outcome === 'oversize') {
      this.#leaveItems('lost', base + from, this.#line);
      this.#atLineStart = bytes[tokens.end - 1] === NEWLINE;
    }
    this.#line = tokens.endLine;
    return tokens.end;
  }

  #hand(item: Item, bytes: Uint8Array, start: number): void {
    switch (item.kind) {
      case 'lease':
        for (const problem of item.lease.problems) this.#handler.problem(problem);
        this.#block.fill(item.lease, bytes, start, this.#tokens.end);
        this.#handler.lease(this.#block);
        break;
      case 'failover-state':
        this.#handler.failoverState(item.block);
        break;
      case 'other':
        if (item.item.kind === 'authoring-byte-order') this.#byteOrder = item.item.byteOrder;
        this.#handler.other(item.item);
        break;
      case 'unknown':
        if (!this.#inDamage) this.#handler.problem(item.problem);
        break;
      case 'damaged':
        this.#handler.problem(item.problem);
        break;
    }
    this.#inDamage = item.kind === 'unknown' || item.kind === 'damaged';
  }

  #leaveItems(mode: Mode, offset: number, line: number): void {
    this.#mode = mode;
    this.#modeBegan = { offset, line };
  }

  #scanComment(bytes: Uint8Array, from: number, limit: number): number {
    const newline = bytes.indexOf(NEWLINE, from);
    if (newline === -1) return limit;
    this.#mode = 'items';
    return newline;
  }

  #scanToSyncLine(bytes: Uint8Array, from: number, limit: number): number {
    for (let at = from; ; ) {
      const sync = this.#atLineStart ? syncLineAt(bytes, at, limit) : 'no';
      if (sync === 'undecided') return at;
      if (sync !== 'no') {
        this.#mode = 'items';
        return at;
      }
      const newline = bytes.indexOf(NEWLINE, at);
      this.#atLineStart = newline !== -1;
      if (newline === -1) return limit;
      this.#line++;
      at = newline + 1;
    }
  }
}

/** White space as the lexical rules know it (reference 4.1). */
function isBlank(byte: number): boolean {
  return byte === SPACE || (byte >= 0x09 && byte <= 0x0d);
}
