import { OmapiError } from '../errors.ts';
import { describeRequest, type OmapiRequest } from './encode-request.ts';
import type { Signer } from './hmac.ts';
import type { Attributes, OmapiMessage } from './message.ts';
import { describeResult, RESULT } from './result-codes.ts';
import { AttributeReader } from './values.ts';

export type ObjectReply = { kind: 'object'; handle: number; attributes: Attributes };
export type StatusReply = { kind: 'status'; code: number; text: string; signed: boolean };
export type Reply = ObjectReply | StatusReply;

/**
 * What a message from the server says, once its signature has been checked (reference 1.5): with a signer, an unsigned
 * message counts only if it is an error status; without one (no key, or the authenticator open itself), none may be
 * signed. Throws `signature-wrong` or `protocol`.
 */
export function readReply(message: OmapiMessage, signer: Signer | null): Reply {
  const signed = isSigned(message, signer);
  if (message.operation === 'update') {
    if (signer && !signed) {
      throw new OmapiError(
        'protocol',
        'The server sent an object without a signature on a connection that is signed; it could be anybody’s.',
      );
    }
    return { kind: 'object', handle: message.handle, attributes: message.object };
  }
  if (message.operation !== 'status') {
    throw new OmapiError(
      'protocol',
      `The server sent "${message.operation}", which is no answer to anything.`,
    );
  }
  const status = new AttributeReader('status', message.message);
  const code = status.unsigned('result');
  if (code === RESULT.success) {
    throw new OmapiError('protocol', 'The server answered a question with "success" instead of an object.');
  }
  return {
    kind: 'status',
    code,
    text: status.has('message') ? printable(status.text('message')) : '',
    signed,
  };
}

function isSigned(message: OmapiMessage, signer: Signer | null): boolean {
  if (message.authid === 0 && message.signature.length === 0) return false;
  if (signer?.authid !== message.authid) {
    throw new OmapiError('protocol', 'The server signed with a key that was not opened on this connection.');
  }
  if (signer.verify(message.signedBytes, message.signature)) return true;
  throw new OmapiError(
    'signature-wrong',
    'The reply’s signature is not that of the key. Something between here and dhcpd alters bytes, or answers in its place.',
  );
}

/**
 * The error an unsuccessful status means. `authenticated` tells whether the request was signed: an unsigned
 * `invalid key` then means that the server could not verify our signature (reference 1.5).
 */
export function statusError(status: StatusReply, request: OmapiRequest, authenticated: boolean): OmapiError {
  const details = { resultCode: status.code };
  if (status.code === RESULT.noKeys) {
    return new OmapiError(
      'key-needed',
      'dhcpd wants signed requests and no OMAPI key is configured here. Give name, algorithm and secret of the key that `omapi-key` names in dhcpd.conf.',
      details,
    );
  }
  if (status.code === RESULT.invalidKey && authenticated && !status.signed) {
    return new OmapiError(
      'secret-wrong',
      'dhcpd knows the key by name and algorithm, but the secret differs. Compare it with the key’s `secret` line in the dhcpd.conf that dhcpd was started with.',
      details,
    );
  }
  const said = status.text === '' ? '' : `, "${status.text}"`;
  return new OmapiError(
    'status',
    `dhcpd answered the ${describeRequest(request)} with status ${describeResult(status.code)}${said}.`,
    details,
  );
}

const SHOWN_CHARACTERS = 200;

/** Text of the server's, fit to be shown on a line. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, SHOWN_CHARACTERS);
}
