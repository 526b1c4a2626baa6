/** Kinds that mean the other machine could not be talked to just now. */
type ContactErrorKind =
  /** The host name gives no address. */
  | 'host-unknown'
  | 'unreachable'
  /** Nothing listens on the port, or no further session is opened on a connection. */
  | 'refused'
  | 'timeout'
  /** An established connection ended. */
  | 'disconnected'
  /** What listens there speaks another protocol than it should, or a kind of it that we do not. */
  | 'protocol'
  /** It says that it is asked too often. */
  | 'rate-limited'
  /** It says that it is not to be asked. */
  | 'denied';

/** Kinds that mean two who don't trust each other. */
type TrustErrorKind =
  /** The account does not take our key. */
  | 'auth'
  /** Our own key can't be used: damaged, or its passphrase is missing or wrong. */
  | 'key-unusable'
  /** The known_hosts file can't be read. */
  | 'known-hosts'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'host-key-revoked';

/** Kinds of what is there and can't be had. */
type ContentErrorKind =
  | 'not-found'
  | 'permission'
  | 'unreadable'
  | 'too-large'
  /** The account may not run this command, or none. */
  | 'not-allowed'
  /** The file that was followed is under none of its names any more. */
  | 'gone';

/** Kinds that come from the caller. */
type CallerErrorKind = 'aborted' | 'closed';

export type ReachErrorKind = ContactErrorKind | TrustErrorKind | ContentErrorKind | CallerErrorKind;

/** Bytes that could not be had. The message tells an operator what was found, where, and what mends it. */
export class ReachError extends Error {
  readonly kind: ReachErrorKind;

  constructor(kind: ReachErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ReachError';
    this.kind = kind;
  }
}

/** Whether an error is a ReachError of one of the kinds. */
export function isReachError(error: unknown, ...kinds: ReachErrorKind[]): boolean {
  return error instanceof ReachError && kinds.includes(error.kind);
}

/** What a caller gets whose signal ended its wait: `timeout` for a reason named TimeoutError, as a deadline's is. */
export function givenUpError(reason: unknown, during: string): ReachError {
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError';
  const why = reason instanceof Error ? reason.message : String(reason);
  return new ReachError(timedOut ? 'timeout' : 'aborted', `Given up while ${during}: ${why}`, reason);
}
