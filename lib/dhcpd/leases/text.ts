import { byteText } from './tokens.ts';

const CONTROL_ESCAPES: Record<string, number> = { t: 0x09, r: 0x0d, n: 0x0a, b: 0x08 };
const ESCAPE = /\\(?:[xX]([0-9A-Fa-f]{1,2})|([0-3][0-7]{0,2})|([\s\S]))/g;

/** The bytes between the quotes of a string, each as the character of its number (reference 4.1). */
export function unescaped(bytes: Uint8Array, start: number, end: number): string {
  const written = byteText(bytes, start + 1, end - 1);
  if (!written.includes('\\')) return written;
  return written.replace(ESCAPE, (_, hex?: string, octal?: string, other?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return String.fromCharCode(CONTROL_ESCAPES[other ?? ''] ?? other?.charCodeAt(0) ?? 0);
  });
}

const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case hex digits a byte, with colons between. */
export function hexPairs(byteString: string): string {
  let text = '';
  for (let index = 0; index < byteString.length; index++) {
    text += `${index === 0 ? '' : ':'}${HEX_PAIRS[byteString.charCodeAt(index)]}`;
  }
  return text;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as text that can be shown and stored: ASCII and UTF-8 as they are. Where the bytes are no printable text, what
 * is not printable ASCII becomes a backslash and three octal digits, as dhcpd writes it, and a backslash is doubled.
 */
export function readable(byteString: string): string {
  if (/^[ -~]*$/.test(byteString)) return byteString;
  const text = asUtf8(byteString);
  if (text !== null && !/\p{Cc}/u.test(text)) return text;
  return byteString.replace(/[^ -[\]-~]/g, (byte) =>
    byte === '\\' ? '\\\\' : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}

function asUtf8(byteString: string): string | null {
  try {
    return strictUtf8.decode(Uint8Array.from(byteString, (byte) => byte.charCodeAt(0)));
  } catch {
    // The only error of a strict decoder: these bytes are no UTF-8.
    return null;
  }
}
