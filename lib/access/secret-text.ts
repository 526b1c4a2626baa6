import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** A text nobody guesses, shown once and kept as its hash alone. `prefix` says what it is, to who finds it somewhere. */
export function newSecretText(prefix: string): string {
  return prefix + randomBytes(BYTES).toString('base64url');
}

/** What is kept of it: SHA-256, in hex. It needs no salt and no slow hash, for it is no word that somebody chose. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
