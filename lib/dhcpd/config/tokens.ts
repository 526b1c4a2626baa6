import { DhcpdConfigError } from './error.ts';

export type Token = {
  /** `mark` is one of `{ } ; ,`; `end` stands after the last token. */
  kind: 'word' | 'string' | 'mark' | 'end';
  /** A string's value, without quotes and escapes; else the text as written. */
  text: string;
  line: number;
  column: number;
};

const MARKS = '{};,';
const BLANKS = ' \t\r\n\f\v';

/**
 * The tokens of a dhcpd.conf or lease file (reference 4.1). Addresses, hex lists and dotted names come as one word:
 * dhcpd splits them further, but no statement read here gives their parts a meaning of their own.
 * @throws DhcpdConfigError for a string that never ends.
 */
export function tokenize(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const skipTo = (end: number) => {
    for (; at < end; at++) {
      if (text[at] === '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  };
  while (at < text.length) {
    const char = text.charAt(at);
    const place = { line, column: at - lineStart + 1 };
    if (BLANKS.includes(char)) {
      skipTo(at + 1);
    } else if (char === '#') {
      skipTo(endOfLine(text, at));
    } else if (MARKS.includes(char)) {
      tokens.push({ kind: 'mark', text: char, ...place });
      skipTo(at + 1);
    } else if (char === '"') {
      const string = readString(text, at);
      if (string === null) {
        const sourceLine = text.slice(lineStart, endOfLine(text, at));
        throw new DhcpdConfigError(
          { file, ...place },
          'found a string without end, expected a closing "',
          sourceLine,
        );
      }
      tokens.push({ kind: 'string', text: string.value, ...place });
      skipTo(string.end);
    } else {
      const end = endOfWord(text, at);
      tokens.push({ kind: 'word', text: text.slice(at, end), ...place });
      skipTo(end);
    }
  }
  tokens.push({ kind: 'end', text: '', line, column: at - lineStart + 1 });
  return tokens;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function endOfWord(text: string, from: number): number {
  const rest = /[\s{};,"#]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

const CONTROL_ESCAPES: Record<string, string> = { t: '\t', r: '\r', n: '\n', b: '\b' };

/** The string that opens at `from`, and where the text goes on; null when it never closes. */
function readString(text: string, from: number): { value: string; end: number } | null {
  let value = '';
  let at = from + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return { value, end: at + 1 };
    if (char !== '\\') {
      value += char;
      at++;
      continue;
    }
    const coded = /^(?:x([0-9A-Fa-f]{1,2})|([0-3][0-7]{0,2}))/.exec(text.slice(at + 1, at + 4));
    if (coded) {
      value += String.fromCharCode(
        coded[1] === undefined ? Number.parseInt(coded[2] ?? '', 8) : Number.parseInt(coded[1], 16),
      );
      at += 1 + coded[0].length;
    } else {
      const escaped = text.charAt(at + 1);
      value += CONTROL_ESCAPES[escaped] ?? escaped;
      at += 2;
    }
  }
  return null;
}
