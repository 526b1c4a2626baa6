/** A string that is tried: `pump` again and again between a begin and an end that lead into the expression and out of it. */
export type Pump = { before: string; pump: string; after: string };

/** A part of an expression: texts that it takes, of which the first serves where one is enough. */
type Piece = { texts: string[]; isRepeated: boolean };

/** Each kind of character that tells classes apart; what none of an expression's own pieces takes ends what is tried. */
const KINDS = [...'aAf0 9z-_.:;,/"\\\'=@([{<#$%&*+|~^!?`)>]}\n\t\r\0é\u200d…😀', '\ud800'];
const MOST_TEXTS = 4;

/**
 * Strings made from the pieces of an expression: each piece and each two of them again and again, after what leads there, with an
 * end that fits and with one that does not.
 */
export function pumpsOf(source: string, flags: string): Pump[] {
  const reader = new PatternReader(source, flags);
  const whole = reader.alternatives();
  const { pieces } = reader;
  const fitting = whole[0] ?? '';
  const found: Pump[] = [];
  const add = (pump: string, befores: string[]) => {
    if (pump === '') return;
    for (const before of befores) {
      for (const after of ['\u0001', '!\n', fitting]) found.push({ before, pump, after });
    }
  };
  pieces.forEach(({ piece, before }, index) => {
    const next = pieces[index + 1]?.piece;
    const befores = [...new Set(['', before])];
    for (const text of piece.texts) {
      add(text, befores);
      if (piece.isRepeated) for (const other of next?.texts ?? []) add(text + other, befores);
    }
  });
  add(fitting, ['']);
  const unique = new Map(found.map((each) => [JSON.stringify(each), each]));
  return [...unique.values()];
}

/** Reads just so much of an expression's grammar as tells its pieces apart. */
class PatternReader {
  readonly pieces: { piece: Piece; before: string }[] = [];
  readonly #source: string;
  readonly #flags: string;
  #at = 0;
  #before = '';

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags.replace(/[gy]/g, '');
  }

  /** Texts that an expression, or the inside of a group, takes: of each alternative one. */
  alternatives(): string[] {
    const before = this.#before;
    const texts: string[] = [];
    for (;;) {
      this.#before = before;
      texts.push(this.#sequence(before));
      if (this.#source[this.#at] !== '|') break;
      this.#at += 1;
    }
    this.#before = before;
    return [...new Set(texts)].slice(0, MOST_TEXTS);
  }

  #sequence(before: string): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      this.#before = before + text;
      const texts = this.#atom();
      const times = this.#times();
      const piece = { texts, isRepeated: times.most > 1 };
      if (texts.some((each) => each !== '')) this.pieces.push({ piece, before: before + text });
      text += (texts[0] ?? '').repeat(Math.max(times.least, Math.min(1, times.most)));
    }
    return text;
  }

  #atom(): string[] {
    const rest = this.#source.slice(this.#at);
    const group = /^\((\?(?::|<?[=!]|<\w+>))?/.exec(rest);
    if (group !== null) {
      this.#at += group[0].length;
      const texts = this.alternatives();
      this.#at += 1;
      return /^\?<?[=!]/.test(group[1] ?? '') ? [''] : texts;
    }
    const one =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-f]{4}|x[0-9a-f]{2}|k<\w+>|.)|.)/isu.exec(
        rest,
      )?.[0] ?? '';
    this.#at += one.length;
    if (/^(?:\^|\$|\\b|\\B)$/.test(one)) return [''];
    if (/^\\(?:[1-9]|k<)/.test(one)) return [':'];
    const taken = new RegExp(`^${one}$`, this.#flags);
    const kinds = KINDS.filter((kind) => taken.test(kind));
    if (kinds.length > 0) return kinds.slice(0, MOST_TEXTS);
    const other = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).find((kind) =>
      taken.test(kind),
    );
    return other === undefined ? [''] : [other];
  }

  #times(): { least: number; most: number } {
    const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(this.#source.slice(this.#at));
    if (found === null) return { least: 1, most: 1 };
    this.#at += found[0].length;
    const [whole, least, open, most] = found;
    if (least !== undefined) {
      return { least: Number(least), most: open === undefined ? Number(least) : Number(most || Infinity) };
    }
    return { least: whole.startsWith('+') ? 1 : 0, most: whole.startsWith('?') ? 1 : Infinity };
  }
}
