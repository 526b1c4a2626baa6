import { STATE_CODE } from './binding-state.ts';
import { hashBytes } from './hash.ts';
import { holderOfRecord, holderOfText } from './holder.ts';
import { ItemReader } from './item-reader.ts';
import type { ItemPlace, LeaseRecord } from './items.ts';
import { type ReadLease, readLease } from './lease.ts';
import { ItemTokens } from './tokens.ts';

/** Serves one `record()` after the other. */
const TOKENS = new ItemTokens();

/**
 * One `lease` block as the scanner hands it out: its numbers, and on demand its hashes and all the rest. The scanner
 * uses the same object for the next block, so take what you need before you return.
 */
export class LeaseBlock implements ItemPlace {
  address = 0;
  /** Codes 1 to 7 of `STATE_CODE`. */
  state = 0;
  nextState = 0;
  rewindState = 0;
  /** Whole seconds since 1970, 0 = unset, NEVER_SECONDS = never. `tstp` is `ends` where the block has none. */
  starts = 0;
  ends = 0;
  tstp = 0;
  tsfp = 0;
  atsfp = 0;
  cltt = 0;
  /** BOOTP_FLAG, RESERVED_FLAG, IMPLIED_STATE_FLAG. */
  flags = 0;
  line = 0;
  /** Of the first byte of `lease` in the file. */
  offset = 0;

  /** For the scanner: where the values of `hardware` and `uid` stand in the text that it sets; 0 for none. */
  hardwareAt = 0;
  uidAt = 0;
  uidEnd = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #record: LeaseRecord | null = null;

  /**
   * 53 bits of the block's text from `lease` to the closing brace: equal text, equal hash, wherever it stands. Another
   * spelling of the same lease has another hash.
   */
  get hash(): number {
    return hashBytes(this.#bytes, this.#start, this.#end);
  }

  /** 32 bits of the client identifier, else of the hardware address; 0 when the block has neither. */
  get holderHash(): number {
    if (this.#record) return holderOfRecord(this.#record);
    return holderOfText(this.#bytes, this.uidAt, this.uidEnd, this.hardwareAt);
  }

  /** Everything the block says. */
  record(): LeaseRecord {
    this.#record ??= this.#readRecord();
    return this.#record;
  }

  #readRecord(): LeaseRecord {
    TOKENS.read(this.#bytes, this.#start, this.#end, this.line);
    const reader = new ItemReader(TOKENS, this.offset - this.#start);
    reader.takeKeyword('lease');
    return readLease(reader, { line: this.line, offset: this.offset }, 0).record;
  }

  /** For the scanner: the block's text, when its numbers were set by themselves. */
  setText(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#record = null;
  }

  /** For the scanner: takes over what was read from `bytes` between `start` and `end`. */
  fill({ record, flags }: ReadLease, bytes: Uint8Array, start: number, end: number): void {
    this.address = record.address;
    this.state = STATE_CODE[record.state];
    this.nextState = STATE_CODE[record.nextState];
    this.rewindState = STATE_CODE[record.rewindState];
    this.starts = record.starts ?? 0;
    this.ends = record.ends ?? 0;
    this.tstp = record.tstp ?? 0;
    this.tsfp = record.tsfp ?? 0;
    this.atsfp = record.atsfp ?? 0;
    this.cltt = record.cltt ?? 0;
    this.flags = flags;
    this.line = record.line;
    this.offset = record.offset;
    this.setText(bytes, start, end);
    this.#record = record;
  }
}
