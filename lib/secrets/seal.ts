import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SecretError } from './secret-error.ts';

const VERSION = 'v1:';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The text, sealed by AES-256-GCM: `v1:` and base64 of nonce, tag and cipher text. Each sealing of one text is another. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/**
 * The text that `seal` was given.
 * @throws SecretError when it was sealed with another key, was changed since, or by a newer Pairwatch.
 */
export function unseal(key: Buffer, sealed: string): string {
  if (!sealed.startsWith(VERSION)) {
    throw new SecretError(
      `Found a secret that is not sealed in the way this version knows (${VERSION}). If a newer Pairwatch wrote it, run that one; else enter the secret again.`,
    );
  }
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64');
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SecretError(
      "A secret in the database can't be opened: it was sealed with another key, or changed since. Restore the secret.key (or PAIRWATCH_SECRET_KEY) that belongs to this database, the same for the collector and the pages; or enter the secret again. If `pairwatch secrets rotate` was cut short, run it again: it finishes what it began.",
      { cause: error },
    );
  }
}
