import {
  BACKSLASH,
  CLOSE_BRACE,
  COLON,
  HASH,
  NEWLINE,
  OPEN_BRACE,
  QUOTE,
  SEMICOLON,
  SPACE,
} from './ascii.ts';
import { byteText } from './text.ts';
import { LOW_THREE, LOW_TWO, word32 } from './word32.ts';

/**
 * The statements of a lease with a value of any length, exactly as dhcpd writes them (reference 4.3). `at` is where the
 * line begins, whose first four bytes the caller knows; each gives where the next line begins, or -1 when the line is
 * not of that form or not over before `last`.
 */

/** Each number names four bytes of a statement, the next ones by number. */
const HARDWARE_1 = word32('rdwa');
const HARDWARE_2 = word32('re e');
const HARDWARE_3 = word32('ther');
const HARDWARE_4 = word32('net ');
const BILLING_1 = word32('llin');
const BILLING_2 = word32('g cl');
const BILLING_3 = word32('ass ');
const D_BLANK = word32('d ');
const T_BLANK = word32('t ');
const VEND = word32('vend');
const OR_C = word32('or-c');
const LASS = word32('lass');
const DASH_IDE = word32('-ide');
const NTIF = word32('ntif');
const IER_BLANK = word32('ier ');
const EQUALS = word32(' = "');
const OPTION_1 = word32('tion');
const OPTION_2 = word32(' age');
const OPTION_3 = word32('nt.');
const HOSTNAME_1 = word32('ient');
const HOSTNAME_2 = word32('-hos');
const HOSTNAME_3 = word32('tnam');
const HOSTNAME_4 = word32('e "');
const STRING_END = word32('";\n');

/** A backslash and three octal digits up to 377, and which bits such digits leave alone. */
const OCTAL_ESCAPE = word32('\\000');
const OCTAL_FIXED = 0xf8f8fcff | 0;

const QUOTES = word32('""""');
const BACKSLASHES = word32('\\\\\\\\');
const NEWLINES = word32('\n\n\n\n');
const HIGH_BITS = 0x80808080 | 0;

/** Kinds of bytes, as bits. */
const IN_NAME = 1;
const IN_HEX = 2;
const IN_OPTION_VALUE = 4;
const BYTE_KINDS = byteKinds();

function byteKinds(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const char = String.fromCharCode(byte);
    return (
      (/[A-Za-z0-9_-]/.test(char) ? IN_NAME : 0) |
      (/[0-9A-Fa-f]/.test(char) ? IN_HEX : 0) |
      (/[A-Za-z0-9:.]/.test(char) ? IN_OPTION_VALUE : 0)
    );
  });
}

/** `  billing class "…";` */
export function readBilling(view: DataView, at: number, last: number): number {
  if (view.getInt32(at + 4, true) !== BILLING_1 || view.getInt32(at + 8, true) !== BILLING_2) return -1;
  if (view.getInt32(at + 12, true) !== BILLING_3 || view.getUint8(at + 16) !== QUOTE) return -1;
  return endOfString(view, at + 17, last);
}

/** `  hardware ethernet xx:xx:xx:xx:xx:xx;` */
export function isEthernet(bytes: Uint8Array, view: DataView, at: number): boolean {
  if (view.getInt32(at + 4, true) !== HARDWARE_1 || view.getInt32(at + 8, true) !== HARDWARE_2) return false;
  if (view.getInt32(at + 12, true) !== HARDWARE_3 || view.getInt32(at + 16, true) !== HARDWARE_4)
    return false;
  let kinds = IN_HEX;
  for (let digit = at + 20; digit < at + 38; digit += 3) {
    kinds &= kindOf(bytes, digit) & kindOf(bytes, digit + 1);
    if (bytes[digit + 2] !== (digit === at + 35 ? SEMICOLON : COLON)) return false;
  }
  return kinds !== 0 && bytes[at + 38] === NEWLINE;
}

/** `  uid "…";` or `  uid xx:xx;`. Gives the index behind the line, or -1, as those below do. */
export function readUid(bytes: Uint8Array, view: DataView, at: number, last: number): number {
  if ((view.getInt32(at + 4, true) & LOW_TWO) !== D_BLANK) return -1;
  if (bytes[at + 6] === QUOTE) return endOfString(view, at + 7, last);
  let end = at + 6;
  do {
    if ((kindOf(bytes, end) & kindOf(bytes, end + 1) & IN_HEX) === 0 || end > last) return -1;
    end += 3;
  } while (bytes[end - 1] === COLON);
  return bytes[end - 1] === SEMICOLON && bytes[end] === NEWLINE ? end + 1 : -1;
}

/** `  set name = "…";` */
export function readVariable(bytes: Uint8Array, view: DataView, at: number, last: number): number {
  if ((view.getInt32(at + 4, true) & LOW_TWO) !== T_BLANK) return -1;
  const nameEnd = isVendorClass(view, at + 6) ? at + 29 : endOfRun(bytes, at + 6, last, IN_NAME);
  if (nameEnd === at + 6 || view.getInt32(nameEnd, true) !== EQUALS) return -1;
  return endOfString(view, nameEnd + 4, last);
}

/** By far the most frequent name, `vendor-class-identifier`. */
function isVendorClass(view: DataView, at: number): boolean {
  if (view.getInt32(at, true) !== VEND || view.getInt32(at + 4, true) !== OR_C) return false;
  if (view.getInt32(at + 8, true) !== LASS || view.getInt32(at + 12, true) !== DASH_IDE) return false;
  return view.getInt32(at + 16, true) === NTIF && view.getInt32(at + 20, true) === IER_BLANK;
}

/** `  option agent.name "…";`, or with hex numbers or an address. */
export function readAgentOption(bytes: Uint8Array, view: DataView, at: number, last: number): number {
  if (view.getInt32(at + 4, true) !== OPTION_1 || view.getInt32(at + 8, true) !== OPTION_2) return -1;
  if ((view.getInt32(at + 12, true) & LOW_THREE) !== OPTION_3) return -1;
  const nameEnd = endOfRun(bytes, at + 15, last, IN_NAME);
  if (nameEnd === at + 15 || bytes[nameEnd] !== SPACE) return -1;
  if (bytes[nameEnd + 1] === QUOTE) return endOfString(view, nameEnd + 2, last);
  const end = endOfRun(bytes, nameEnd + 1, last, IN_OPTION_VALUE);
  return bytes[end] === SEMICOLON && bytes[end + 1] === NEWLINE ? end + 2 : -1;
}

/** `  client-hostname "…";` */
export function readHostname(view: DataView, at: number, last: number): number {
  if (view.getInt32(at + 4, true) !== HOSTNAME_1 || view.getInt32(at + 8, true) !== HOSTNAME_2) return -1;
  if (view.getInt32(at + 12, true) !== HOSTNAME_3) return -1;
  if ((view.getInt32(at + 16, true) & LOW_THREE) !== HOSTNAME_4) return -1;
  return endOfString(view, at + 19, last);
}

/**
 * `  on … {` to the closing brace of that block. A comment, or a line that does not begin with white space or a brace,
 * is left to the full grammar.
 */
export function readEvent(bytes: Uint8Array, view: DataView, at: number, last: number): number {
  const open = bytes.indexOf(OPEN_BRACE, at);
  if (open < 0 || open > at + LONGEST_EVENT_HEAD || !EVENT_HEAD.test(byteText(bytes, at, open))) return -1;
  let depth = 0;
  for (let next = open; next >= 0 && next < last; next++) {
    const byte = bytes[next];
    if (byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACE && --depth === 0) return bytes[next + 1] === NEWLINE ? next + 2 : -1;
    else if (byte === HASH || (byte === NEWLINE && bytes[next + 1] !== SPACE)) return -1;
    else if (byte === QUOTE) next = endOfQuoted(view, next + 1, last) - 1;
  }
  return -1;
}

const EVENT_HEAD = /^ {2}on [a-z]+( or [a-z]+)* $/;
const LONGEST_EVENT_HEAD = 40;

/** The end of the line whose string, the last thing in it, begins at `from`; -1 when a raw newline is in it. */
function endOfString(view: DataView, from: number, last: number): number {
  const end = endOfQuoted(view, from, last);
  return end >= 0 && (view.getInt32(end - 1, true) & LOW_THREE) === STRING_END ? end + 2 : -1;
}

/** Just behind the quote that closes a string; -1 when a raw newline comes before it. */
function endOfQuoted(view: DataView, from: number, last: number): number {
  let at = from;
  while (at < last) {
    const word = view.getInt32(at, true);
    const hits =
      (zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES) | zeroBytes(word ^ NEWLINES)) & HIGH_BITS;
    if (hits === 0) {
      at += 4;
      continue;
    }
    // The lowest hit is a true one; a borrow may have made up others above it.
    at += (31 - Math.clz32(hits & -hits)) >>> 3;
    const found = view.getInt32(at, true);
    if ((found & 0xff) === QUOTE) return at + 1;
    if (((found ^ OCTAL_ESCAPE) & OCTAL_FIXED) === 0) at += 4;
    else if ((found & 0xff) === BACKSLASH && (found & 0xff00) !== NEWLINE << 8) at += 2;
    else return -1;
  }
  return -1;
}

/** Has the highest bit of each byte set that is zero. */
function zeroBytes(word: number): number {
  return (word - 0x01010101) & ~word;
}

function endOfRun(bytes: Uint8Array, from: number, last: number, kind: number): number {
  const kinds = BYTE_KINDS;
  let at = from;
  while (at < last && ((kinds[bytes[at] ?? 0] ?? 0) & kind) !== 0) at++;
  return at;
}

function kindOf(bytes: Uint8Array, at: number): number {
  return BYTE_KINDS[bytes[at] ?? 0] ?? 0;
}
