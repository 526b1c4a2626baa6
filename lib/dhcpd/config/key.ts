import type { Key, Place } from './config.ts';
import type { Cursor } from './cursor.ts';

/** Reads `NAME { … }` of a key. Of its secret it keeps no more than what a review has to know. */
export function readKey(cursor: Cursor, place: Place): Key {
  const name = cursor.expectName('the name of the key');
  const key: Key = { name, algorithm: null, secretBits: null, secretIsBase64: null, ...place };
  cursor.expect('{');
  while (!cursor.takeIf('}')) {
    if (cursor.takeIf(';')) continue;
    const keyword = cursor.expectWord('"algorithm", "secret" or "}"').toLowerCase();
    if (keyword === 'algorithm') {
      key.algorithm = cursor.expectName('an algorithm').toLowerCase();
      cursor.expect(';');
    } else if (keyword === 'secret') {
      key.secretBits = countBits(readSecret(cursor));
      key.secretIsBase64 = key.secretBits !== null;
    } else {
      cursor.takeRestOrBlock();
    }
  }
  return key;
}

/** Base64 may be broken by white space and comments, and its `=`, `+` and `/` are tokens of their own. */
function readSecret(cursor: Cursor): string {
  let secret = '';
  while (!cursor.takeIf(';')) {
    const token = cursor.take();
    if (token.kind === 'end' || token.text === '}' || token.text === '{') cursor.fail(token, '";"');
    secret += token.text;
  }
  return secret;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The length of what is decoded; null for what dhcpd refuses. It asks for no padding, but bits left over must be 0. */
function countBits(base64: string): number | null {
  const digits = base64.replace(/(?<!=)=*$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(digits)) return null;
  const leftOverBits = (digits.length * 6) % 8;
  const last = BASE64.indexOf(digits.slice(-1));
  if (last % 2 ** leftOverBits !== 0) return null;
  return digits.length * 6 - leftOverBits;
}
