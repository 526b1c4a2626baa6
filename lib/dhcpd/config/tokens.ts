import { DhcpdConfigError } from './error.ts';
import { scan } from './scan.ts';
import { stringText } from './strings.ts';

export type Token = {
  /** `mark` is one character of punctuation; `end` stands after the last token. */
  kind: 'word' | 'string' | 'mark' | 'end';
  /** A string's value, without quotes and escapes; else the text as written. */
  text: string;
  /** Where it lies in the text, its quotes included. */
  start: number;
  end: number;
  line: number;
  column: number;
};

/**
 * The tokens of a dhcpd.conf one by one, the end again and again. Addresses, hex lists and dotted names come as one
 * word: dhcpd splits them further, and the few readers that care put spaced ones together again.
 * @throws DhcpdConfigError for a string that never ends.
 */
export function* tokenize(text: string, file: string): Generator<Token, never, undefined> {
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf('\n');
  let at = 0;
  for (;;) {
    const { kind, start, end } = scan(text, at);
    while (newline !== -1 && newline < start) {
      line++;
      lineStart = newline + 1;
      newline = text.indexOf('\n', lineStart);
    }
    const place = { line, column: start - lineStart + 1 };
    if (kind === 'unclosed') {
      throw new DhcpdConfigError(
        { file, ...place },
        'found a string without end, expected a closing "',
        text,
      );
    }
    const value = kind === 'string' ? stringText(text.slice(start + 1, end - 1)) : text.slice(start, end);
    yield { kind, text: value, start, end, ...place };
    at = end;
  }
}
