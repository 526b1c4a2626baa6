import type { Place } from './config.ts';
import { DhcpdConfigError } from './error.ts';
import { maskSecrets } from './secrets.ts';
import { joinTokens } from './spelling.ts';
import { type Token, tokenize } from './tokens.ts';

/** How much of a token an error message repeats. */
const SHOWN_CHARACTERS = 60;

/** Walks through the tokens of one file and says where it stands when something else was expected. */
export class Cursor {
  readonly file: string;
  readonly #text: string;
  readonly #tokens: Generator<Token, never, undefined>;
  #next: Token | null = null;

  constructor(text: string, file: string) {
    this.file = file;
    this.#text = text;
    this.#tokens = tokenize(text, file);
  }

  peek(): Token {
    this.#next ??= this.#tokens.next().value;
    return this.#next;
  }

  /** The next token; at the end of the file the end, again and again. */
  take(): Token {
    const token = this.peek();
    this.#next = null;
    return token;
  }

  /** Whether the next token is this mark or keyword, in any case of letters. Then it is taken. */
  takeIf(text: string): boolean {
    if (!isText(this.peek(), text)) return false;
    this.#next = null;
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

  expectWord(what: string): string {
    const token = this.take();
    return token.kind === 'word' ? token.text : this.fail(token, what);
  }

  /** A decimal number that is not negative. */
  expectNumber(what: string): number {
    const token = this.take();
    return token.kind === 'word' && /^\d{1,10}$/.test(token.text)
      ? Number(token.text)
      : this.fail(token, what);
  }

  /** A word whose parts, joined by dots or colons, may stand apart, as in `10.0. 0.1`. */
  expectJoined(what: string): string {
    let word = this.expectWord(what);
    while (this.peek().kind === 'word' && (/[.:]$/.test(word) || /^[.:]/.test(this.peek().text))) {
      word += this.take().text;
    }
    return word;
  }

  /** The rest of a statement up to its `;`, which is taken; blocks in it are passed over. */
  takeRest(): string {
    return this.#takeUntil((depth) => depth === 0 && this.takeIf(';'));
  }

  /** The rest of a statement up to its `;` or over its block, whichever comes first. */
  takeRestOrBlock(): string {
    let opened = false;
    return this.#takeUntil((depth) => {
      opened ||= depth > 0;
      return depth === 0 && (opened || this.takeIf(';'));
    });
  }

  /** The tokens before the next one of these marks, which stays. */
  takeBefore(...marks: string[]): string {
    return this.#takeUntil((depth) => depth === 0 && marks.some((mark) => isText(this.peek(), mark)));
  }

  #takeUntil(isOver: (depth: number) => boolean): string {
    const tokens: Token[] = [];
    const open: Token[] = [];
    while (!isOver(open.length)) {
      const token = this.take();
      const opening = open.at(-1);
      if (token.kind === 'end' && opening) this.failUnclosed(token, opening);
      if (token.kind === 'end' || (isText(token, '}') && !opening)) this.fail(token, '";"');
      if (isText(token, '{')) open.push(token);
      if (isText(token, '}')) open.pop();
      tokens.push(token);
    }
    return maskSecrets(joinTokens(tokens, this.#text));
  }

  placeOf(token: Token): Place {
    return { file: this.file, line: token.line, column: token.column };
  }

  /** What stands in the file for the token: a string comes with its quotes. */
  spellingOf(token: Token): string {
    return this.#text.slice(token.start, token.end);
  }

  fail(token: Token, expected: string): never {
    throw this.error(token, `found ${this.#describe(token)}, expected ${expected}`);
  }

  failUnclosed(token: Token, opening: Token): never {
    this.fail(token, `"}" for the block that begins in line ${opening.line}`);
  }

  error(token: Token, problem: string, cause?: unknown): DhcpdConfigError {
    return new DhcpdConfigError(this.placeOf(token), problem, this.#text, cause);
  }

  #describe(token: Token): string {
    if (token.kind === 'end') return 'the end of the file';
    if (token.text === '\ufeff') return 'a byte order mark';
    if (/^[^\x20-\x7e]$/.test(token.text)) return `the character U+${hex(token.text.charCodeAt(0))}`;
    const masked = maskSecrets(this.#text).slice(token.start, token.end);
    const shown = masked.length > SHOWN_CHARACTERS ? `${masked.slice(0, SHOWN_CHARACTERS)}…` : masked;
    return token.kind === 'string' ? `the string ${shown}` : `"${shown}"`;
  }
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

function isText(token: Token, text: string): boolean {
  return (token.kind === 'word' || token.kind === 'mark') && token.text.toLowerCase() === text;
}
