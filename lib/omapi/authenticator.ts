import type { OmapiRequest } from './codec/encode-request.ts';
import { createSigner, type OmapiKey, type Signer } from './codec/hmac.ts';
import { type Reply, statusError } from './codec/reply.ts';
import { RESULT } from './codec/result-codes.ts';
import { OmapiError } from './errors.ts';

/** The request that activates a key on a connection. It carries nothing secret (reference 1.5). */
export function authenticatorRequest(key: OmapiKey): OmapiRequest {
  return { open: 'authenticator', name: key.name, algorithm: key.algorithm };
}

/** The signer the answer entitles us to. Throws `key-unknown`, `key-not-selected` or `status`. */
export function signerFromReply(reply: Reply, key: OmapiKey): Signer {
  if (reply.kind === 'object') return createSigner(key, reply.handle);
  const details = { resultCode: reply.code };
  if (reply.code === RESULT.notFound) {
    throw new OmapiError(
      'key-unknown',
      `dhcpd knows no key "${key.name}" with the algorithm ${key.algorithm}. Compare both with the \`key\` declaration and \`omapi-key\` in dhcpd.conf, and restart dhcpd if they were added after it started.`,
      details,
    );
  }
  if (reply.code === RESULT.invalidKey) {
    throw new OmapiError(
      'key-not-selected',
      `dhcpd has the key "${key.name}", but \`omapi-key\` in its dhcpd.conf names another one. Use that one here, or change \`omapi-key\` and restart dhcpd.`,
      details,
    );
  }
  throw statusError(reply, authenticatorRequest(key), false);
}
