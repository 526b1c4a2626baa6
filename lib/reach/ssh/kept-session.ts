import { type Backoff, backoffDelayMs } from '../../backoff.ts';
import type { Clock } from '../../clock.ts';
import { isReachError, ReachError, type ReachErrorKind } from '../error.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { accountName, type SshAccount } from './account.ts';
import { connectSsh } from './connect.ts';
import { SshConnection } from './connection.ts';
import { SshSession } from './session.ts';

export type KeptSessionOptions = {
  connectTimeoutMs: number;
  requestTimeoutMs: number;
  keepaliveMs: number;
  backoff: Backoff;
  /** The same after a refusal that only a person can mend, so that the server does not take us for an attacker. */
  refusedBackoff: Backoff;
  clock: Clock;
  random: () => number;
};

const REFUSALS: ReachErrorKind[] = [
  'auth',
  'key-unusable',
  'known-hosts',
  'host-key-unknown',
  'host-key-changed',
  'host-key-revoked',
];

/**
 * The one connection to a server: made when it is first needed, kept, and made again when it was lost. While it can't be
 * made, callers get the error of the last try at once, until the back-off has passed.
 */
export class KeptSession {
  readonly #account: SshAccount;
  readonly #options: KeptSessionOptions;
  readonly #lifetime = new AbortController();
  #current: { session: SshSession; connection: SshConnection } | null = null;
  #opening: Promise<SshSession> | null = null;
  #failure: { error: unknown; cancelTimer: () => void } | null = null;
  #failedAttempts = 0;

  constructor(account: SshAccount, options: KeptSessionOptions) {
    this.#account = account;
    this.#options = options;
  }

  async get(signal: AbortSignal): Promise<SshSession> {
    if (this.#lifetime.signal.aborted) throw this.#lifetime.signal.reason;
    if (this.#current?.connection.usable) return this.#current.session;
    if (!this.#opening) {
      if (this.#failure) throw this.#failure.error;
      this.#opening = this.#open().finally(() => {
        this.#opening = null;
      });
    }
    return unlessAborted(this.#opening, signal, `connecting to ${accountName(this.#account)}`);
  }

  close(): void {
    if (this.#lifetime.signal.aborted) return;
    const error = new ReachError('closed', `The connection to ${accountName(this.#account)} was closed.`);
    this.#lifetime.abort(error);
    this.#endBackOff();
    this.#current?.connection.end(error);
  }

  async #open(): Promise<SshSession> {
    const where = accountName(this.#account);
    try {
      const link = await connectSsh(this.#account, this.#options, this.#lifetime.signal);
      const connection = new SshConnection(link, { ...this.#options, where });
      const session = new SshSession(connection, this.#account.user);
      this.#current = { session, connection };
      this.#failedAttempts = 0;
      return session;
    } catch (error) {
      this.#backOff(error);
      throw error;
    }
  }

  #backOff(error: unknown): void {
    if (this.#lifetime.signal.aborted) return;
    const { backoff, refusedBackoff, clock, random } = this.#options;
    this.#failedAttempts += 1;
    const pace = isReachError(error, ...REFUSALS) ? refusedBackoff : backoff;
    const delayMs = backoffDelayMs(pace, this.#failedAttempts, random);
    // A timer, not a time to compare with: the wall clock of this machine may be set while we wait.
    this.#failure = { error, cancelTimer: clock.after(delayMs, () => this.#endBackOff()) };
  }

  #endBackOff(): void {
    this.#failure?.cancelTimer();
    this.#failure = null;
  }
}
