import { BACKSLASH } from './ascii.ts';

const CONTROL_ESCAPES: Record<number, number> = { 116: 0x09, 114: 0x0d, 110: 0x0a, 98: 0x08 }; // t r n b

/**
 * Writes the bytes that a quoted string stands for (reference 4.1) into `out`, which must be as long as the string;
 * `start` and `end` include the quotes. Gives how many they are.
 */
export function decodeString(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  const last = end - 1;
  let length = 0;
  let at = start + 1;
  while (at < last) {
    const byte = bytes[at++] ?? 0;
    if (byte !== BACKSLASH || at === last) {
      out[length++] = byte;
      continue;
    }
    const escaped = bytes[at++] ?? 0;
    if (escaped >= 0x30 && escaped <= 0x33) {
      let value = escaped - 0x30;
      for (let digits = 1; digits < 3 && at < last && isOctal(bytes[at]); digits++) {
        value = value * 8 + (bytes[at++] ?? 0) - 0x30;
      }
      out[length++] = value;
    } else if ((escaped === 0x78 || escaped === 0x58) && at < last && hexDigit(bytes[at]) >= 0) {
      let value = hexDigit(bytes[at++]);
      if (at < last && hexDigit(bytes[at]) >= 0) value = value * 16 + hexDigit(bytes[at++]);
      out[length++] = value;
    } else {
      out[length++] = CONTROL_ESCAPES[escaped] ?? escaped;
    }
  }
  return length;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

/** The value of a hexadecimal digit, -1 for any other byte. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Two lower-case hex digits for each byte. */
export const HEX_PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Two lower-case hex digits a byte, with colons between. */
export function hexPairs(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += (at === 0 ? '' : ':') + HEX_PAIRS[bytes[at] ?? 0];
  return text;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as text that can be shown and stored: ASCII and UTF-8 as they are. Where the bytes are no printable text, what
 * is not printable ASCII becomes a backslash and three octal digits, as dhcpd writes it, and a backslash is doubled.
 */
export function readable(bytes: Uint8Array, start: number, end: number): string {
  let isPlain = true;
  for (let at = start; at < end && isPlain; at++) isPlain = isPrintable(bytes[at] ?? 0);
  if (isPlain) return byteText(bytes, start, end);
  return asPrintableUtf8(bytes.subarray(start, end)) ?? escaped(bytes, start, end);
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

function asPrintableUtf8(bytes: Uint8Array): string | null {
  try {
    const text = strictUtf8.decode(bytes);
    return /\p{Cc}/u.test(text) ? null : text;
  } catch {
    // The only error of a strict decoder: these bytes are no UTF-8.
    return null;
  }
}

function escaped(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) text += '\\\\';
    else if (isPrintable(byte)) text += String.fromCharCode(byte);
    else text += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
}

/** Each byte as the character of its number. */
export function byteText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

const WORD_SLOTS = 1024;

/** Words that come again and again, each built only once: `word` gives them in lower case, as keywords are. */
export class WordCache {
  readonly #words = new Array<string>(WORD_SLOTS).fill('');

  word(bytes: Uint8Array, start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + lowerCase(bytes[at] ?? 0);
    const slot = (hash ^ (hash >>> 11)) & (WORD_SLOTS - 1);
    const cached = this.#words[slot] ?? '';
    if (isText(cached, bytes, start, end)) return cached;
    const word = byteText(bytes, start, end).toLowerCase();
    this.#words[slot] = word;
    return word;
  }
}

function isText(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let index = 0; index < word.length; index++) {
    if (word.charCodeAt(index) !== lowerCase(bytes[start + index] ?? 0)) return false;
  }
  return true;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
