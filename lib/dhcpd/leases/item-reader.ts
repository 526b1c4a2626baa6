import { CLOSE_BRACE, COLON, DOT, OPEN_BRACE, SEMICOLON, SLASH, ZERO } from './ascii.ts';
import { clampSeconds, daysSince1970 } from './dates.ts';
import { type ItemPlace, NEVER_SECONDS } from './items.ts';
import { HEX_PAIRS, hexDigit, hexPairs, readable } from './text.ts';
import { END, type ItemTokens, MAX_ITEM_BYTES, STRING, UNCLOSED_STRING, WORD } from './tokens.ts';

/** Something in an item that the grammar does not allow; never leaves this folder. */
export class Damage extends Error {
  readonly place: ItemPlace;

  constructor(message: string, place: ItemPlace) {
    super(message);
    this.place = place;
  }
}

/** Walks through the tokens of one item. Every method that finds something else than it needs throws Damage. */
export class ItemReader {
  readonly #tokens: ItemTokens;
  /** Offset in the file of the first of the bytes. */
  readonly #base: number;
  #next = 0;

  constructor(tokens: ItemTokens, base: number) {
    this.#tokens = tokens;
    this.#base = base;
  }

  get kind(): number {
    return this.kindAhead(0);
  }

  /** Of the token that many tokens after the next one. */
  kindAhead(ahead: number): number {
    return this.#tokens.kinds[this.#next + ahead] ?? END;
  }

  /** Of the next token. */
  get place(): ItemPlace {
    const index = this.#next;
    return { line: this.#tokens.lines[index] ?? 0, offset: this.#base + (this.#tokens.starts[index] ?? 0) };
  }

  /** The next token as a keyword, in lower case; empty when it is no word. */
  peekWord(ahead = 0): string {
    return this.kindAhead(ahead) === WORD ? this.#tokens.word(this.#next + ahead) : '';
  }

  /** Passes over the next token, which the caller has looked at. */
  pass(): void {
    this.#next++;
  }

  takeWord(expected: string): string {
    if (this.kind !== WORD) this.fail(expected);
    return this.#tokens.word(this.#next++);
  }

  /** A word as written. */
  takeName(expected: string): string {
    if (this.kind !== WORD) this.fail(expected);
    return this.#tokens.source(this.#next++);
  }

  takeKeyword(word: string): void {
    if (!this.takeWordIf(word)) this.fail(`"${word}"`);
  }

  takeWordIf(word: string): boolean {
    if (this.peekWord() !== word) return false;
    this.#next++;
    return true;
  }

  takeMark(mark: number): void {
    if (!this.takeMarkIf(mark)) this.fail(`"${String.fromCharCode(mark)}"`);
  }

  takeMarkIf(mark: number): boolean {
    if (this.kind !== mark) return false;
    this.#next++;
    return true;
  }

  endStatement(): void {
    this.takeMark(SEMICOLON);
  }

  /** A whole number without sign, of at most ten digits. */
  takeNumber(expected: string, highest = 0xffffffff): number {
    const { bytes, starts, ends } = this.#tokens;
    const start = starts[this.#next] ?? 0;
    const end = ends[this.#next] ?? 0;
    let number = this.kind === WORD && end - start <= 10 ? 0 : Number.NaN;
    for (let at = start; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
    }
    if (!(number <= highest)) this.fail(expected);
    this.#next++;
    return number;
  }

  takeAddress(): number {
    const expected = 'an IPv4 address';
    let address = this.takeNumber(expected, 255);
    for (let part = 1; part < 4; part++) {
      if (!this.takeMarkIf(DOT)) this.fail(expected);
      address = address * 256 + this.takeNumber(expected, 255);
    }
    return address;
  }

  /** A date with its semicolon, in seconds; 0 is an unset one (reference 4.1). */
  takeDate(): number {
    const seconds = this.#takeTime();
    this.endStatement();
    return clampSeconds(seconds);
  }

  #takeTime(): number {
    const word = this.peekWord();
    if (word === 'never' || word === 'epoch') this.pass();
    if (word === 'never') return NEVER_SECONDS;
    if (word === 'epoch') return this.takeNumber('the seconds since 1970');
    this.takeNumber('a date: the day of the week, "epoch" or "never"');
    const year = this.takeNumber('a year', 9999);
    this.takeMark(SLASH);
    const month = this.#takeNumberBetween(1, 12, 'a month');
    this.takeMark(SLASH);
    const day = this.#takeNumberBetween(1, 31, 'a day of the month');
    const hour = this.#takeNumberBetween(0, 23, 'an hour');
    this.takeMark(COLON);
    const minute = this.#takeNumberBetween(0, 59, 'a minute');
    this.takeMark(COLON);
    const second = this.#takeNumberBetween(0, 60, 'a second');
    const zoneSeconds = this.kind === WORD ? this.#takeSignedNumber('the offset of the time zone') : 0;
    // dhcpd takes a year up to 1900 as counted from 1900.
    const fullYear = year > 1900 ? year : year + 1900;
    if (fullYear >= 2038) return NEVER_SECONDS;
    return daysSince1970(fullYear, month, day) * 86400 + hour * 3600 + minute * 60 + second + zoneSeconds;
  }

  #takeNumberBetween(lowest: number, highest: number, what: string): number {
    const expected = `${what} from ${lowest} to ${highest}`;
    const index = this.#next;
    const number = this.takeNumber(expected, highest);
    if (number >= lowest) return number;
    this.#next = index;
    return this.fail(expected);
  }

  #takeSignedNumber(expected: string): number {
    const word = this.peekWord();
    if (!/^-?\d{1,6}$/.test(word)) this.fail(expected);
    this.#next++;
    return Number(word);
  }

  /** A quoted string as text. */
  takeText(expected: string): string {
    if (this.kind !== STRING) this.fail(expected);
    const length = this.#tokens.decode(this.#next++);
    return readable(this.#tokens.decoded, 0, length);
  }

  /** A list of hex numbers with colons, as hex pairs. */
  takeHexList(expected: string): string {
    let text = this.#takeHexByte(expected);
    while (this.takeMarkIf(COLON)) text += `:${this.#takeHexByte(expected)}`;
    return text;
  }

  #takeHexByte(expected: string): string {
    const { bytes, starts, ends } = this.#tokens;
    const start = starts[this.#next] ?? 0;
    const end = ends[this.#next] ?? 0;
    let byte = this.kind === WORD && end - start <= 2 ? 0 : -1;
    for (let at = start; at < end && byte >= 0; at++) {
      const digit = hexDigit(bytes[at]);
      byte = digit < 0 ? -1 : byte * 16 + digit;
    }
    const pair = HEX_PAIRS[byte] ?? this.fail(expected);
    this.#next++;
    return pair;
  }

  /** A quoted string or a list of hex numbers, as hex pairs. */
  takeBytesAsHex(expected: string): string {
    if (this.kind !== STRING) return this.takeHexList(expected);
    const length = this.#tokens.decode(this.#next++);
    return hexPairs(this.#tokens.decoded, length);
  }

  /** A quoted string as text, or a list of hex numbers as hex pairs. */
  takeData(expected: string): string {
    return this.kind === STRING ? this.takeText(expected) : this.takeHexList(expected);
  }

  /** A quoted string as text, or a bare word as written. */
  takeTextOrName(expected: string): string {
    return this.kind === STRING ? this.takeText(expected) : this.takeName(expected);
  }

  /**
   * Everything up to the semicolon, which is taken, as written but for white space and comments: one blank between
   * words, none around marks.
   */
  takeRestOfStatement(): string {
    let text = '';
    let afterMark = true;
    while (!this.takeMarkIf(SEMICOLON)) {
      const { kind } = this;
      if (kind === END || kind === UNCLOSED_STRING || kind === CLOSE_BRACE) this.fail('";"');
      const isMark = kind !== WORD && kind !== STRING;
      text += `${isMark || afterMark ? '' : ' '}${this.#tokens.readableSource(this.#next++)}`;
      afterMark = isMark;
    }
    return text;
  }

  /** The tokens before a mark, joined as written. */
  takeUntil(mark: number, expected: string): string {
    let text = '';
    while (this.kind !== mark) {
      const { kind } = this;
      if (kind === END || kind === UNCLOSED_STRING || kind === STRING) this.fail(expected);
      if (kind === SEMICOLON || kind === OPEN_BRACE || kind === CLOSE_BRACE) this.fail(expected);
      text += this.#tokens.source(this.#next++);
    }
    return text || this.fail(expected);
  }

  /** Passes over a statement of any kind: to its `;`, or to the end of its block. */
  skipStatement(): void {
    for (let depth = 0; ; ) {
      const { kind } = this;
      if (kind === END || kind === UNCLOSED_STRING || (kind === CLOSE_BRACE && depth === 0)) this.fail('";"');
      this.#next++;
      if (kind === SEMICOLON && depth === 0) return;
      if (kind === OPEN_BRACE) depth++;
      if (kind === CLOSE_BRACE && --depth === 0) return;
    }
  }

  /** @throws Damage always. */
  fail(expected: string): never {
    throw this.damage(expected);
  }

  /** What stands here instead of what was expected. */
  damage(expected: string): Damage {
    return new Damage(`found ${this.#found()}, expected ${expected}`, this.place);
  }

  #found(): string {
    const { kind } = this;
    if (kind === UNCLOSED_STRING) return 'a string without end';
    if (kind === STRING) return shortened(this.#tokens.readableSource(this.#next));
    if (kind !== END) return `"${shortened(this.#tokens.readableSource(this.#next))}"`;
    switch (this.#tokens.outcome) {
      case 'oversize':
        return `no end within ${MAX_ITEM_BYTES} bytes`;
      case 'incomplete':
        return 'the end of the file';
      default:
        return 'the begin of another entry';
    }
  }
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
