import { parseAddress } from '../address.ts';
import type { Cursor } from './cursor.ts';

/** Reads an IPv4 address. */
export function readAddress(cursor: Cursor): number {
  const token = cursor.peek();
  const expected = 'an IPv4 address';
  return parseAddress(cursor.expectJoined(expected)) ?? cursor.fail(token, expected);
}
