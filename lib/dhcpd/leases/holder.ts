import { QUOTE } from './ascii.ts';
import { addToHash, finishHash } from './hash.ts';
import type { LeaseRecord } from './items.ts';
import { decodeString, hexDigit } from './text.ts';

/** Whom a lease belongs to, as a number that is the same however a server spells it; 0 for nobody. */

const CLIENT_ID_SEED = 1;
const HARDWARE_SEED = 2;

/** Of the client identifier if there is one, else of the hardware address. */
export function holderOfRecord({ clientId, hardware }: LeaseRecord): number {
  const pairs = clientId || hardware;
  if (!pairs) return 0;
  const bytes = Uint8Array.from(pairs.split(':'), (pair) => Number.parseInt(pair, 16));
  return holderOf(clientId ? CLIENT_ID_SEED : HARDWARE_SEED, bytes, bytes.length);
}

let decoded = new Uint8Array(256);

/**
 * The same from the text of a block as dhcpd writes it: the value of `uid` goes from `uidAt` to `uidEnd`, that of
 * `hardware` is six bytes from `hardwareAt`; 0 for none.
 */
export function holderOfText(bytes: Uint8Array, uidAt: number, uidEnd: number, hardwareAt: number): number {
  if (uidEnd - uidAt > decoded.length) decoded = new Uint8Array(uidEnd - uidAt);
  const length =
    bytes[uidAt] === QUOTE
      ? decodeString(bytes, uidAt, uidEnd, decoded)
      : decodePairs(bytes, uidAt, uidEnd, decoded);
  if (length > 0) return holderOf(CLIENT_ID_SEED, decoded, length);
  if (hardwareAt === 0) return 0;
  return holderOf(HARDWARE_SEED, decoded, decodePairs(bytes, hardwareAt, hardwareAt + 17, decoded));
}

/** The bytes of two-digit hex numbers with colons between. */
function decodePairs(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0;
  for (let at = start; at < end; at += 3) out[length++] = hexDigit(bytes[at]) * 16 + hexDigit(bytes[at + 1]);
  return length;
}

function holderOf(seed: number, bytes: Uint8Array, length: number): number {
  let hash = seed;
  for (let at = 0; at < length; at++) hash = addToHash(hash, bytes[at] ?? 0);
  return finishHash(hash) || 1;
}
