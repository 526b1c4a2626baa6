import { createHash } from 'node:crypto';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const PREFIX = 'pairwatch sha256 ';
const SEAL_BYTES = PREFIX.length + 64;
/** The record that ends a ZIP archive, without its comment (APPNOTE 4.3.16). */
const END_BYTES = 22;
const END_MARK = 0x06054b50;

/** Writes the hash of all of an archive into its comment, which fits no other bytes. */
export function sealed(archive: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(archive.length + SEAL_BYTES);
  whole.set(archive);
  new DataView(whole.buffer).setUint16(archive.length - 2, SEAL_BYTES, true);
  const body = whole.subarray(0, archive.length);
  whole.set(new TextEncoder().encode(PREFIX + sha256Of(body)), archive.length);
  return whole;
}

/** The hash a seal tells, and that of the bytes it is about; null for an archive without a seal. */
export function sealOf(bytes: Uint8Array): { told: string; found: string } | null {
  const end = bytes.length - SEAL_BYTES - END_BYTES;
  if (end < 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const comment = new TextDecoder('latin1').decode(bytes.subarray(bytes.length - SEAL_BYTES));
  if (view.getUint32(end, true) !== END_MARK || !comment.startsWith(PREFIX)) return null;
  return {
    told: comment.slice(PREFIX.length),
    found: sha256Of(bytes.subarray(0, bytes.length - SEAL_BYTES)),
  };
}
