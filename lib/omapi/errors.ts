/** Kinds that mean nothing at this address could be talked to in OMAPI just now. */
export const CONTACT_ERROR_KINDS = [
  /** Nothing listens on the port. */
  'refused',
  /** No route, no host, or no answer to the connection request. */
  'unreachable',
  /** The host name does not resolve. */
  'host-unknown',
  /** Connected, but no answer within the deadline. */
  'timeout',
  /** Something else listens on the port. */
  'not-omapi',
  /** Accepted, then closed before the first byte. */
  'closed-before-intro',
  /** An established connection ended. */
  'disconnected',
] as const;

/** Kinds that mean a server was reached and what it said, or refused to say, is the matter. */
export const REFUSAL_ERROR_KINDS = [
  /** No key of this name and algorithm. */
  'key-unknown',
  /** The key exists, but `omapi-key` names another one. */
  'key-not-selected',
  /** Key and algorithm are known, the secret differs. */
  'secret-wrong',
  /** The server wants a key and none is configured here. */
  'key-needed',
  /** This dhcpd cannot sign with the algorithm. */
  'algorithm-unsupported',
  /** No failover peer of this name. */
  'peer-unknown',
  /** The address lies in no range of the server. */
  'address-unknown',
  /** This dhcpd does not tell pool counters. */
  'counters-unsupported',
  /** Any other error status; `resultCode` has its number. */
  'status',
  /** A reply carries a signature that is not the key's. */
  'signature-wrong',
  /** The server broke the protocol, or sent more than we accept. */
  'protocol',
] as const;

/** Kinds that come from this side alone. */
export const LOCAL_ERROR_KINDS = [
  /** The caller's signal was aborted. */
  'aborted',
  /** The client was closed. */
  'closed',
  /** The configured key cannot be one: empty name, unknown algorithm, secret not base64. */
  'key-malformed',
] as const;

export type OmapiErrorKind =
  | (typeof CONTACT_ERROR_KINDS)[number]
  | (typeof REFUSAL_ERROR_KINDS)[number]
  | (typeof LOCAL_ERROR_KINDS)[number];

type Details = { resultCode?: number; cause?: unknown };

/** What went wrong between us and an OMAPI server. The message tells an operator what was found and what to do. */
export class OmapiError extends Error {
  readonly kind: OmapiErrorKind;
  /** The server's own result code (reference 1.6), where a status brought the bad news. */
  readonly resultCode: number | undefined;

  constructor(kind: OmapiErrorKind, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'OmapiError';
    this.kind = kind;
    this.resultCode = details.resultCode;
  }
}

/** Whether the kind of an error says that no OMAPI server could be talked to, rather than that one said no. */
export function isContactErrorKind(kind: string): boolean {
  return (CONTACT_ERROR_KINDS as readonly string[]).includes(kind); // widened: includes() wants the exact union
}
