const decoder = new TextDecoder();

/** Controls, invisible and direction-changing characters, lone surrogates, odd line ends: nothing that is read. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Nearly every line is plain ASCII, which is cheap to see. */
const BEYOND_ASCII = /[^ -~]/;

const REPLACEMENTS: Record<string, string> = { '\t': ' ', '\ufeff': '' };

/**
 * Text of a log made safe to store and show: a tab becomes a blank, invalid UTF-8 and everything else unprintable
 * U+FFFD; byte order marks go.
 */
export function harmlessText(text: string | Uint8Array): string {
  const decoded = typeof text === 'string' ? text : decoder.decode(text);
  if (!BEYOND_ASCII.test(decoded)) return decoded;
  return decoded.replace(HARMFUL, (char) => REPLACEMENTS[char] ?? '\ufffd');
}
