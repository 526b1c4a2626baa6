import type { Place } from './config.ts';
import { DhcpdConfigError } from './error.ts';
import { type Token, tokenize } from './tokens.ts';

/** Walks through the tokens of one file and says where it stands when something else was expected. */
export class Cursor {
  readonly file: string;
  readonly #text: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(text: string, file: string) {
    this.file = file;
    this.#text = text;
    this.#tokens = tokenize(text, file);
  }

  peek(): Token {
    const token = this.#tokens[this.#next] ?? this.#tokens.at(-1);
    if (!token) throw new Error('tokenize gave no end token');
    return token;
  }

  /** The next token; at the end of the file the end, again and again. */
  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  /** Whether the next token is this mark or keyword, in any case of letters. Then it is taken. */
  takeIf(text: string): boolean {
    if (!isText(this.peek(), text)) return false;
    this.#next++;
    return true;
  }

  expect(text: string): Token {
    const token = this.take();
    return isText(token, text) ? token : this.fail(token, `"${text}"`);
  }

  /** A word or a string, whichever the writer preferred. */
  expectName(what: string): string {
    const token = this.take();
    return token.kind === 'word' || token.kind === 'string' ? token.text : this.fail(token, what);
  }

  expectNumber(what: string): number {
    const token = this.take();
    return token.kind === 'word' && /^\d{1,10}$/.test(token.text)
      ? Number(token.text)
      : this.fail(token, what);
  }

  /** Passes over the rest of a statement whose first token was taken: to its `;`, or over its block. */
  skipStatement(): void {
    for (;;) {
      const token = this.peek();
      if (isMark(token, '{')) break;
      if (token.kind === 'end' || isMark(token, '}')) this.fail(token, '";"');
      this.#next++;
      if (isMark(token, ';')) return;
    }
    this.skipBlock();
  }

  skipBlock(): void {
    const opening = this.expect('{');
    for (let depth = 1; depth > 0; ) {
      const token = this.take();
      if (token.kind === 'end') this.fail(token, `"}" for the block that begins in line ${opening.line}`);
      if (isMark(token, '{')) depth++;
      if (isMark(token, '}')) depth--;
    }
  }

  placeOf(token: Token): Place {
    return { file: this.file, line: token.line, column: token.column };
  }

  fail(token: Token, expected: string): never {
    const found = token.kind === 'end' ? 'the end of the file' : `"${token.text}"`;
    throw this.error(token, `found ${found}, expected ${expected}`);
  }

  error(token: Token, problem: string, cause?: unknown): DhcpdConfigError {
    const sourceLine = this.#text.split('\n')[token.line - 1]?.replace(/\r$/, '') ?? '';
    return new DhcpdConfigError(this.placeOf(token), problem, sourceLine, cause);
  }
}

function isText(token: Token, text: string): boolean {
  return (token.kind === 'word' || token.kind === 'mark') && token.text.toLowerCase() === text;
}

function isMark(token: Token, mark: string): boolean {
  return token.kind === 'mark' && token.text === mark;
}
