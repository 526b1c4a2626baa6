import { createHmac, timingSafeEqual } from 'node:crypto';
import { OmapiError } from '../errors.ts';

const HASHES = {
  'hmac-md5': { hash: 'md5', macBytes: 16 },
  'hmac-sha1': { hash: 'sha1', macBytes: 20 },
  'hmac-sha224': { hash: 'sha224', macBytes: 28 },
  'hmac-sha256': { hash: 'sha256', macBytes: 32 },
  'hmac-sha384': { hash: 'sha384', macBytes: 48 },
  'hmac-sha512': { hash: 'sha512', macBytes: 64 },
} as const;

export type OmapiAlgorithm = keyof typeof HASHES;

export const OMAPI_ALGORITHMS = Object.keys(HASHES) as OmapiAlgorithm[]; // keys of a const object

/** The longest signature any algorithm makes. */
export const MAX_MAC_BYTES = 64;

/** A key as dhcpd.conf declares it; `secret` is base64. */
export type OmapiKey = { name: string; algorithm: OmapiAlgorithm; secret: string };

const WIRE_SUFFIX = '.sig-alg.reg.int';

/** The algorithm's name in an authenticator open (reference 1.5). */
export function algorithmWireName(algorithm: OmapiAlgorithm): string {
  return `${algorithm}.SIG-ALG.REG.INT.`;
}

/** An algorithm as people and dhcpd.conf write it: any case, with or without the long suffix; undefined if unknown. */
export function parseAlgorithm(text: string): OmapiAlgorithm | undefined {
  const lower = text.toLowerCase().replace(/\.$/, '');
  const short = lower.endsWith(WIRE_SUFFIX) ? lower.slice(0, -WIRE_SUFFIX.length) : lower;
  return OMAPI_ALGORITHMS.find((algorithm) => algorithm === short);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Checks a key before any byte of it is used; throws `key-malformed` with what is wrong. The secret is never quoted.
 */
export function checkKey(key: OmapiKey): void {
  const fault = keyFault(key);
  if (fault) throw new OmapiError('key-malformed', fault);
}

function keyFault(key: OmapiKey): string | undefined {
  if (key.name === '')
    return 'The OMAPI key has an empty name; use the name that `omapi-key` gives in dhcpd.conf.';
  if (!Object.hasOwn(HASHES, key.algorithm)) {
    return `The OMAPI key "${key.name}" has the algorithm "${key.algorithm}"; dhcpd knows ${OMAPI_ALGORITHMS.join(', ')}.`;
  }
  if (key.secret === '' || !BASE64.test(key.secret)) {
    return `The secret of the OMAPI key "${key.name}" is not base64; copy it from the key's \`secret\` line in dhcpd.conf, without quotes or blanks.`;
  }
  return undefined;
}

/** Signs and verifies with one key under the authenticator handle the server gave for it. */
export type Signer = {
  authid: number;
  macBytes: number;
  sign(bytes: Uint8Array): Buffer;
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
};

/** A signer for `key`; `authid` is the handle from the answer to the authenticator open. Plain HMAC, not truncated. */
export function createSigner(key: OmapiKey, authid: number): Signer {
  const { hash, macBytes } = HASHES[key.algorithm];
  const secret = Buffer.from(key.secret, 'base64');
  const sign = (bytes: Uint8Array) => createHmac(hash, secret).update(bytes).digest();
  return {
    authid,
    macBytes,
    sign,
    verify: (bytes, signature) => signature.length === macBytes && timingSafeEqual(sign(bytes), signature),
  };
}
