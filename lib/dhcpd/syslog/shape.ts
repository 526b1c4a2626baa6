import { isKnownFailoverState, type KnownFailoverState } from '../../failover-states.ts';
import { parseAddress } from '../address.ts';

/** What a field's kind gives; a field without a kind is text. */
type Kinds = {
  /** A whole number, with or without a minus. */
  int: number;
  hex: string;
  /** An IPv4 address as an unsigned number. */
  ip: number;
  state: KnownFailoverState;
};

type FieldOf<F extends string> = F extends `${infer Name}?${string}`
  ? { [K in Name]: boolean }
  : F extends `${infer Name}:${infer Kind extends keyof Kinds}`
    ? { [K in Name]: Kinds[Kind] }
    : { [K in F]: string };

/** The fields a shape's text names, with the types of their kinds. */
export type FieldsOf<S extends string> = S extends `${string}{${infer F}}${infer Rest}`
  ? FieldOf<F> & FieldsOf<Rest>
  : Record<never, never>;

export type Shape<Fields> = {
  /** The first word a message of this shape must have; null when that word is a field. */
  firstWord: string | null;
  /** The fields of a message, or null when it has another shape. Takes time linear in the message's length. */
  read(message: string): Fields | null;
};

type Kind = 'text' | 'flag' | keyof Kinds;
type Piece = { kind: 'literal'; text: string } | { kind: Kind; name: string; text: string };

/**
 * A message of dhcpd's log as a pattern: literal text, letter for letter, with fields in braces. `{name}` is text up
 * to the literal that follows, `{name:kind}` a value of that kind, `{name?literal}` whether this literal stands here.
 *
 * No regular expression runs over a whole message: host names in it are the clients' own choice, and a pattern with
 * several wild cards could be made to take quadratic time.
 */
export function shape<const S extends string>(source: S): Shape<FieldsOf<S>> {
  const pieces = piecesOf(source);
  return {
    firstWord: firstWordOf(pieces),
    // The pieces were made from the same text the type is made from.
    read: (message) => match(pieces, message) as FieldsOf<S> | null,
  };
}

function firstWordOf([start, ...rest]: readonly Piece[]): string | null {
  if (start?.kind !== 'literal') return null;
  const [word = ''] = start.text.split(' ', 1);
  return word === start.text && rest.length > 0 ? null : word;
}

function piecesOf(source: string): Piece[] {
  const pieces = source.split(/[{}]/).map((part, index): Piece => {
    if (index % 2 === 0) return { kind: 'literal', text: part };
    const [, name = '', mark, rest = ''] = /^(\w+)(?:([?:])(.*))?$/s.exec(part) ?? [];
    if (mark === '?') return { kind: 'flag', name, text: rest };
    return { kind: mark === ':' ? (rest as keyof Kinds) : 'text', name, text: '' }; // FieldOf admits no other kind
  });
  return pieces.filter((piece) => piece.kind !== 'literal' || piece.text !== '');
}

function match(pieces: readonly Piece[], message: string): Record<string, unknown> | null {
  const fields: Record<string, unknown> = {};
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'literal') {
      if (!message.startsWith(piece.text, at)) return null;
      at += piece.text.length;
    } else if (piece.kind === 'flag') {
      const present = message.startsWith(piece.text, at);
      fields[piece.name] = present;
      if (present) at += piece.text.length;
    } else {
      const end = piece.kind === 'text' ? endOfText(pieces, index, message, at) : endOfRun(message, at);
      const found = readField(piece.kind, message.slice(at, end));
      if (end <= at || found === null) return null;
      fields[piece.name] = found.value;
      at += found.length;
    }
  }
  return at === message.length ? fields : null;
}

/** Text ends before the next literal, and before the last one at the message's very end. */
function endOfText(pieces: readonly Piece[], index: number, message: string, from: number): number {
  const next = pieces[index + 1];
  if (next === undefined) return message.length;
  if (index + 2 < pieces.length) return message.indexOf(next.text, from);
  return message.endsWith(next.text) ? message.length - next.text.length : -1;
}

function endOfRun(message: string, from: number): number {
  const blank = message.indexOf(' ', from);
  return blank === -1 ? message.length : blank;
}

const RUNS: Record<keyof Kinds, RegExp> = {
  int: /^-?\d{1,15}/,
  hex: /^[0-9a-f]+/,
  ip: /^[\d.]*\d/,
  state: /^[a-z-]+/,
};

/** The value at the start of a run without blanks, and how much of the run it takes. */
function readField(kind: Kind, run: string): { value: unknown; length: number } | null {
  if (kind === 'text' || kind === 'flag') return { value: run, length: run.length };
  const text = RUNS[kind].exec(run)?.[0] ?? '';
  const value = parseRun(kind, text);
  return value === null ? null : { value, length: text.length };
}

function parseRun(kind: keyof Kinds, text: string): Kinds[keyof Kinds] | null {
  if (text === '') return null;
  switch (kind) {
    case 'int':
      return Number(text);
    case 'hex':
      return text;
    case 'ip':
      return parseAddress(text);
    case 'state':
      return isKnownFailoverState(text) ? text : null;
  }
}
