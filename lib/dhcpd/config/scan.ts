export type Span = {
  /** `unclosed` is a string that goes on to the end of the text; `end` stands after the last token. */
  kind: 'word' | 'string' | 'unclosed' | 'mark' | 'end';
  start: number;
  /** Behind its last character. */
  end: number;
};

/**
 * The token that follows in a dhcpd.conf or lease file, white space and comments passed over (reference 4.1). Whatever
 * may stand in no word is a mark of one character.
 */
export function scan(text: string, from: number): Span {
  const start = skipGap(text, from);
  if (start === text.length) return { kind: 'end', start, end: start };
  if (text.charCodeAt(start) === QUOTE) return scanString(text, start);
  let end = start;
  while (end < text.length && isWordCharacter(text.charCodeAt(end))) end++;
  return end > start ? { kind: 'word', start, end } : { kind: 'mark', start, end: start + 1 };
}

function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== HASH) return at;
    const newline = text.indexOf('\n', at);
    at = newline === -1 ? text.length : newline;
  }
}

function scanString(text: string, start: number): Span {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { kind: 'string', start, end: at + 1 };
    if (code === BACKSLASH) at++;
  }
  return { kind: 'unclosed', start, end: text.length };
}

const QUOTE = '"'.charCodeAt(0);
const HASH = '#'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);

/** Indexed by ASCII code. */
const WORD_CHARACTERS = Array.from({ length: 128 }, (_, code) =>
  /[\w.:$@'`-]/.test(String.fromCharCode(code)),
);

function isWordCharacter(code: number): boolean {
  return WORD_CHARACTERS[code] ?? false;
}

/** Space, tab, newline, vertical tab, form feed, carriage return, and NUL, which dhcpd passes over too. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0;
}
