import { SEMICOLON } from './ascii.ts';
import { readFailoverState } from './failover-state.ts';
import { Damage, ItemReader } from './item-reader.ts';
import type { ByteOrder, FailoverStateBlock, LeaseProblem, OtherItem } from './items.ts';
import { type ReadLease, readLease } from './lease.ts';
import {
  readByteOrder,
  readClass,
  readGroup,
  readHost,
  readIdentityAssociation,
  readServerDuid,
  readSubclass,
} from './other-items.ts';
import { type ItemTokens, WORD } from './tokens.ts';

/** What one top-level item turned out to be. */
export type Item =
  | { kind: 'lease'; lease: ReadLease }
  | { kind: 'failover-state'; block: FailoverStateBlock }
  | { kind: 'other'; item: OtherItem }
  /** A lone `;`. */
  | { kind: 'nothing' }
  /** Begins with nothing that begins an entry. */
  | { kind: 'unknown'; problem: LeaseProblem }
  /** Begins well, but is damaged. */
  | { kind: 'damaged'; problem: LeaseProblem };

export type ItemContext = {
  /** Offset in the file of the first of the bytes. */
  base: number;
  nowSeconds: number;
  byteOrder: ByteOrder;
};

/** Reads an item from its tokens (reference 4.2). */
export function readItem(tokens: ItemTokens, context: ItemContext): Item {
  const reader = new ItemReader(tokens, context.base);
  try {
    return readKnownItem(reader, context) ?? unknownItem(reader);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const what = tokens.kinds[0] === WORD ? ` ${tokens.word(0)}` : '';
    const text = `${error.message}; the${what} entry it stands in is left out`;
    return { kind: 'damaged', problem: { ...error.place, text } };
  }
}

function readKnownItem(reader: ItemReader, context: ItemContext): Item | null {
  const { place } = reader;
  const word = reader.peekWord();
  switch (word) {
    case 'lease':
      reader.pass();
      return { kind: 'lease', lease: readLease(reader, place, context.nowSeconds) };
    case 'failover':
      reader.pass();
      return { kind: 'failover-state', block: readFailoverState(reader, place) };
    case 'host':
      reader.pass();
      return { kind: 'other', item: readHost(reader, place) };
    case 'group':
      reader.pass();
      return { kind: 'other', item: readGroup(reader, place) };
    case 'class':
      reader.pass();
      return { kind: 'other', item: readClass(reader, place) };
    case 'subclass':
      reader.pass();
      return { kind: 'other', item: readSubclass(reader, place) };
    case 'server-duid':
      reader.pass();
      return { kind: 'other', item: readServerDuid(reader, place) };
    case 'authoring-byte-order':
      reader.pass();
      return { kind: 'other', item: readByteOrder(reader, place) };
    case 'ia-na':
    case 'ia-ta':
    case 'ia-pd':
      reader.pass();
      return { kind: 'other', item: readIdentityAssociation(word, reader, place, context.byteOrder) };
    default:
      return null;
  }
}

function unknownItem(reader: ItemReader): Item {
  if (reader.kind === SEMICOLON) return { kind: 'nothing' };
  const { message, place } = reader.damage('an entry such as "lease" or "failover peer"');
  return { kind: 'unknown', problem: { ...place, text: `${message}; it is passed over` } };
}
