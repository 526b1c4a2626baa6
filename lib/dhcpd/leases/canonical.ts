import { CLOSE_BRACE, DOT, NEWLINE, SPACE, ZERO } from './ascii.ts';
import { STATE_CODE } from './binding-state.ts';
import { CanonicalDates } from './canonical-date.ts';
import {
  isEthernet,
  readAgentOption,
  readBilling,
  readEvent,
  readHostname,
  readUid,
  readVariable,
} from './canonical-values.ts';
import type { LeaseBlock } from './lease-block.ts';
import { BOOTP_FLAG, RESERVED_FLAG } from './lease-flags.ts';
import { MAX_ITEM_BYTES } from './tokens.ts';
import { LOW_THREE, LOW_TWO, word32 } from './word32.ts';

/** Each names four bytes of a statement; one ending in _1 stands behind the first four, and so on. */
const LEAS = word32('leas');
const E_BLANK = word32('e ');
const OPENING = word32(' {\n');
const STARTS = word32('  st');
const STARTS_1 = word32('arts');
const ENDS = word32('  en');
const ENDS_1 = word32('ds ');
const TS = word32('  ts');
const TSTP_1 = word32('tp ');
const TSFP_1 = word32('fp ');
const ATSFP = word32('  at');
const ATSFP_1 = word32('sfp ');
const CL = word32('  cl');
const CLTT_1 = word32('tt ');
const BI = word32('  bi');
const BINDING_1 = word32('ndin');
const NEXT = word32('  ne');
const NEXT_1 = word32('xt b');
const REWIND_OR_RESERVED = word32('  re');
const REWIND_1 = word32('wind');
const REWIND_2 = word32(' bin');
const INDI = word32('indi');
const DING = word32('ding');
const G_ST = word32('g st');
const NG_S = word32('ng s');
const STAT = word32(' sta');
const ATE = word32('ate ');
const TATE = word32('tate');
const TE = word32('te ');
const RESERVED_1 = word32('serv');
const RESERVED_2 = word32('ed;\n');
const DYNAMIC = word32('  dy');
const DYNAMIC_1 = word32('nami');
const DYNAMIC_2 = word32('c-bo');
const DYNAMIC_3 = word32('otp;');
const HARDWARE = word32('  ha');
const UID = word32('  ui');
const SET = word32('  se');
const OPTION = word32('  op');
const ON = word32('  on');

const FREE = word32('free');
const ACTI = word32('acti');
const VE_END = word32('ve;\n');
const EXPI = word32('expi');
const RED_END = word32('red;');
const RELE = word32('rele');
const ASED = word32('ased');
const ABAN = word32('aban');
const DONE = word32('done');
const RESE = word32('rese');
const BACK = word32('back');
const UP_END = word32('up;\n');
const T_END = word32('t;\n');
const D_END = word32('d;\n');

const LINE_END = word32(';\n');

/** No statement without a string is longer than this, nor all of those that dhcpd writes before `uid` but the dates. */
const ROOM = 320;

/**
 * Reads a lease block in exactly the form and order in which dhcpd writes it (reference 4.3), four bytes at a time.
 * Whatever looks different, even by a blank, is left to the full grammar; where both can read, they read the same.
 */
export class CanonicalReader {
  /** How many newlines the block had that was read last. */
  lines = 0;
  /** Just behind the thing of changing length that was read last. */
  #end = 0;
  readonly #dates = new CanonicalDates();

  /**
   * Reads the block that begins at `from` into `block`, all but its place. Gives the index just behind it, or -1 when it
   * is not of that form, or too near to the end of the bytes.
   */
  read(bytes: Uint8Array, view: DataView, from: number, block: LeaseBlock): number {
    const last = bytes.length - ROOM;
    if (from > last || view.getInt32(from, true) !== LEAS) return -1;
    if ((view.getInt32(from + 4, true) & LOW_TWO) !== E_BLANK) return -1;
    block.address = this.#readAddress(bytes, from + 6);
    if (block.address < 0 || (view.getInt32(this.#end, true) & LOW_THREE) !== OPENING) return -1;

    const afterDates = this.#readDates(view, this.#end + 3, last, block);
    if (afterDates < 0) return -1;
    const afterStates = this.#readStates(view, afterDates, block);
    if (afterStates < 0) return -1;
    const end = this.#readRest(bytes, view, afterStates, last, block);
    if (end < 0 || end - from > MAX_ITEM_BYTES) return -1;
    block.setText(bytes, from, end);
    return end;
  }

  /** Gives a negative number when there is none of four parts with one to three digits. */
  #readAddress(bytes: Uint8Array, from: number): number {
    let address = 0;
    let at = from;
    for (let part = 0; part < 4; part++) {
      let number = (bytes[at++] ?? 0) - ZERO;
      if (number < 0 || number > 9) return -1;
      let digit = (bytes[at] ?? 0) - ZERO;
      if (digit >= 0 && digit <= 9) {
        number = number * 10 + digit;
        digit = (bytes[++at] ?? 0) - ZERO;
        if (digit >= 0 && digit <= 9) {
          number = number * 10 + digit;
          at++;
        }
      }
      if (number > 255) return -1;
      if (part < 3 && bytes[at++] !== DOT) return -1;
      address = address * 256 + number;
    }
    this.#end = at;
    return address;
  }

  /** The six dates, each of them left out when unset. */
  #readDates(view: DataView, from: number, last: number, block: LeaseBlock): number {
    const dates = this.#dates;
    let lines = 1;
    let at = from;
    let starts = 0;
    let ends = 0;
    let tstp = 0;
    let tsfp = 0;
    let atsfp = 0;
    let cltt = 0;
    if (view.getInt32(at, true) === STARTS) {
      if (view.getInt32(at + 4, true) !== STARTS_1) return -1;
      if (view.getUint8(at + 8) !== SPACE) return -1;
      starts = dates.read(view, at + 9);
      if (starts < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    if (view.getInt32(at, true) === ENDS) {
      if ((view.getInt32(at + 4, true) & LOW_THREE) !== ENDS_1) return -1;
      ends = dates.read(view, at + 7);
      if (ends < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    if (view.getInt32(at, true) === TS && (view.getInt32(at + 4, true) & LOW_THREE) === TSTP_1) {
      tstp = dates.read(view, at + 7);
      if (tstp < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    if (view.getInt32(at, true) === TS) {
      if ((view.getInt32(at + 4, true) & LOW_THREE) !== TSFP_1) return -1;
      tsfp = dates.read(view, at + 7);
      if (tsfp < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    if (view.getInt32(at, true) === ATSFP) {
      if (view.getInt32(at + 4, true) !== ATSFP_1) return -1;
      atsfp = dates.read(view, at + 8);
      if (atsfp < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    if (view.getInt32(at, true) === CL && (view.getInt32(at + 4, true) & LOW_THREE) === CLTT_1) {
      cltt = dates.read(view, at + 7);
      if (cltt < 0 || dates.end > last) return -1;
      at = dates.end;
      lines++;
    }
    block.starts = starts;
    block.ends = ends;
    block.tstp = tstp === 0 ? ends : tstp;
    block.tsfp = tsfp;
    block.atsfp = atsfp;
    block.cltt = cltt;
    this.lines = lines;
    return at;
  }

  /** The binding state, which there must be, the next and rewind ones, and the flags. */
  #readStates(view: DataView, from: number, block: LeaseBlock): number {
    let at = from;
    if (view.getInt32(at, true) !== BI || view.getInt32(at + 4, true) !== BINDING_1) return -1;
    if (view.getInt32(at + 8, true) !== G_ST || view.getInt32(at + 12, true) !== ATE) return -1;
    const state = this.#readState(view, at + 16);
    if (state === 0) return -1;
    at = this.#end;
    let lines = 1;
    let nextState = state;
    let rewindState = state;
    let flags = 0;
    let first = view.getInt32(at, true);
    if (first === NEXT) {
      if (view.getInt32(at + 4, true) !== NEXT_1 || view.getInt32(at + 8, true) !== INDI) return -1;
      if (view.getInt32(at + 12, true) !== NG_S || view.getInt32(at + 16, true) !== TATE) return -1;
      if (view.getUint8(at + 20) !== SPACE) return -1;
      nextState = this.#readState(view, at + 21);
      if (nextState === 0) return -1;
      at = this.#end;
      first = view.getInt32(at, true);
      lines++;
    }
    if (first === REWIND_OR_RESERVED && view.getInt32(at + 4, true) === REWIND_1) {
      if (view.getInt32(at + 8, true) !== REWIND_2 || view.getInt32(at + 12, true) !== DING) return -1;
      if (view.getInt32(at + 16, true) !== STAT || (view.getInt32(at + 20, true) & LOW_THREE) !== TE)
        return -1;
      rewindState = this.#readState(view, at + 23);
      if (rewindState === 0) return -1;
      at = this.#end;
      first = view.getInt32(at, true);
      lines++;
    }
    if (first === REWIND_OR_RESERVED) {
      if (view.getInt32(at + 4, true) !== RESERVED_1 || view.getInt32(at + 8, true) !== RESERVED_2) return -1;
      flags |= RESERVED_FLAG;
      at += 12;
      first = view.getInt32(at, true);
      lines++;
    }
    if (first === DYNAMIC) {
      if (view.getInt32(at + 4, true) !== DYNAMIC_1 || view.getInt32(at + 8, true) !== DYNAMIC_2) return -1;
      if (view.getInt32(at + 12, true) !== DYNAMIC_3 || view.getUint8(at + 16) !== NEWLINE) return -1;
      flags |= BOOTP_FLAG;
      at += 17;
      lines++;
    }
    block.state = state;
    block.nextState = nextState;
    block.rewindState = rewindState;
    block.flags = flags;
    this.lines += lines;
    return at;
  }

  /** The code of the state whose name and end of line stand at `at`, or 0. */
  #readState(view: DataView, at: number): number {
    const second = view.getInt32(at + 4, true);
    switch (view.getInt32(at, true)) {
      case ACTI:
        this.#end = at + 8;
        return second === VE_END ? STATE_CODE.active : 0;
      case FREE:
        this.#end = at + 6;
        return (second & LOW_TWO) === LINE_END ? STATE_CODE.free : 0;
      case EXPI:
        this.#end = at + 9;
        return second === RED_END && view.getUint8(at + 8) === NEWLINE ? STATE_CODE.expired : 0;
      case BACK:
        this.#end = at + 8;
        return second === UP_END ? STATE_CODE.backup : 0;
      case RELE:
        this.#end = at + 10;
        return second === ASED && (view.getInt32(at + 8, true) & LOW_TWO) === LINE_END
          ? STATE_CODE.released
          : 0;
      case ABAN:
        this.#end = at + 11;
        return second === DONE && (view.getInt32(at + 8, true) & LOW_THREE) === D_END
          ? STATE_CODE.abandoned
          : 0;
      case RESE:
        this.#end = at + 7;
        return (second & LOW_THREE) === T_END ? STATE_CODE.reset : 0;
      default:
        return 0;
    }
  }

  /** Everything from `billing` to the closing brace. */
  #readRest(bytes: Uint8Array, view: DataView, from: number, last: number, block: LeaseBlock): number {
    let at = from;
    let lines = 0;
    let first = view.getInt32(at, true);
    block.hardwareAt = 0;
    block.uidAt = 0;
    block.uidEnd = 0;
    if (first === BI) {
      at = readBilling(view, at, last);
      if (at < 0) return -1;
      lines++;
      first = view.getInt32(at, true);
    }
    if (first === HARDWARE) {
      if (!isEthernet(bytes, view, at)) return -1;
      block.hardwareAt = at + 20;
      at += 39;
      lines++;
      first = view.getInt32(at, true);
    }
    if (first === UID) {
      block.uidAt = at + 6;
      at = readUid(bytes, view, at, last);
      if (at < 0) return -1;
      block.uidEnd = at - 2;
      lines++;
      first = view.getInt32(at, true);
    }
    while (first === SET) {
      at = readVariable(bytes, view, at, last);
      if (at < 0) return -1;
      lines++;
      first = view.getInt32(at, true);
    }
    while (first === OPTION) {
      at = readAgentOption(bytes, view, at, last);
      if (at < 0) return -1;
      lines++;
      first = view.getInt32(at, true);
    }
    if (first === CL) {
      at = readHostname(view, at, last);
      if (at < 0) return -1;
      lines++;
      first = view.getInt32(at, true);
    }
    while (first === ON) {
      const end = readEvent(bytes, view, at, last);
      if (end < 0) return -1;
      lines += countNewlines(bytes, at, end);
      at = end;
      first = view.getInt32(at, true);
    }
    if (bytes[at] !== CLOSE_BRACE) return -1;
    this.lines += lines;
    return at + 1;
  }
}

function countNewlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (bytes[at] === NEWLINE) count++;
  return count;
}
