import { hkdfSync } from 'node:crypto';

/** What cookies are signed with, made from the key that seals secrets: whoever knows the one can't find out the other. */
export function signInSecretOf(key: Buffer): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'pairwatch sign-in', 32)).toString('base64');
}
