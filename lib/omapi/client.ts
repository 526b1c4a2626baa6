import { performance } from 'node:perf_hooks';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { type Clock, systemClock } from '../clock.ts';
import { checkKey, type OmapiKey } from './codec/hmac.ts';
import type { ObjectReply } from './codec/reply.ts';
import { RESULT } from './codec/result-codes.ts';
import { OmapiConnection } from './connection.ts';
import { OmapiError } from './errors.ts';
import { decodeFailoverState, type FailoverStateObject } from './failover-state.ts';
import { abortError } from './pending-requests.ts';
import { decodePoolCounters, decodePoolHandle, type PoolCounters } from './pool.ts';

export type OmapiClientOptions = {
  host: string;
  /** dhcpd's `omapi-port`; 7911 by custom. */
  port: number;
  /** Left out: nothing is signed, which a dhcpd with `omapi-key` refuses. */
  key?: OmapiKey | undefined;
  /** How long the intro, the authenticator and each request may take. */
  requestTimeoutMs?: number;
  connectTimeoutMs?: number;
  /** Deadlines missed in a row after which the connection is given up. */
  missedDeadlinesAllowed?: number;
  backoff?: Backoff;
  clock?: Clock;
  /** A number in [0, 1), for the jitter of the back-off. */
  random?: () => number;
};

type Session = {
  connection: OmapiConnection;
  /** Pool handles by address. They die with dhcpd, so they live no longer than the connection (reference 1.8). */
  poolHandles: Map<string, number>;
};

/** The last try's error while the back-off lasts. */
type Failure = { error: OmapiError; cancelTimer: () => void };

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
const DEFAULT_CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_MISSED_DEADLINES_ALLOWED = 3;
const DEFAULT_BACKOFF: Backoff = { firstMs: 250, factor: 2, maxMs: 5_000 };

/**
 * Reads one dhcpd over OMAPI and can do nothing else to it. Connects at the first call, keeps the one connection, and
 * connects again at the next call after it was lost. While a server cannot be used, calls fail at once with the error
 * of the last try until the back-off has passed. Every method throws OmapiError.
 */
export class OmapiClient {
  readonly #options: Required<Omit<OmapiClientOptions, 'key'>> & { key: OmapiKey | undefined };
  readonly #lifetime = new AbortController();
  readonly #listeners = new Set<(error: OmapiError) => void>();
  #session: Session | null = null;
  #opening: Promise<Session> | null = null;
  #failure: Failure | null = null;
  #failedAttempts = 0;
  #algorithmProven = false;

  /** Connects to nothing yet. Throws `key-malformed`. */
  constructor(options: OmapiClientOptions) {
    if (options.key) checkKey(options.key);
    this.#options = {
      host: options.host,
      port: options.port,
      key: options.key,
      requestTimeoutMs: options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
      connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
      missedDeadlinesAllowed: options.missedDeadlinesAllowed ?? DEFAULT_MISSED_DEADLINES_ALLOWED,
      backoff: options.backoff ?? DEFAULT_BACKOFF,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
    };
  }

  /** The server's view of the failover relationship `peerName`. Throws `peer-unknown` when it has none of that name. */
  async failoverState(peerName: string, signal?: AbortSignal): Promise<FailoverStateObject> {
    const session = await this.#connected(signal);
    const reply = await orWhenNotFound(
      session.connection.request({ open: 'failover-state', name: peerName }, signal),
      'peer-unknown',
      `dhcpd has no failover peer "${peerName}". Compare the name, capitals included, with \`failover peer "…"\` in its dhcpd.conf.`,
    );
    return decodeFailoverState(reply.attributes);
  }

  /**
   * The counters of the pool `address` (dotted IPv4) belongs to. Throws `address-unknown` when it lies in no range, and
   * `counters-unsupported`.
   */
  async poolCounters(address: string, signal?: AbortSignal): Promise<PoolCounters> {
    const session = await this.#connected(signal);
    const handle = session.poolHandles.get(address) ?? (await this.#findPool(session, address, signal));
    const reply = await session.connection.request({ refresh: handle }, signal);
    return decodePoolCounters(handle, reply.attributes);
  }

  /** Time of one round trip through dhcpd's own loop: the cheapest signed question, with the connection made before. */
  async ping(signal?: AbortSignal): Promise<{ roundTripMs: number }> {
    const session = await this.#connected(signal);
    const sentAt = performance.now();
    await session.connection.request({ open: 'control' }, signal);
    return { roundTripMs: performance.now() - sentAt };
  }

  /** Tells `listener` at once when an established connection ends other than by `close`. Returns its removal. */
  onDisconnect(listener: (error: OmapiError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the connection, or the attempt at one; what waits fails with `closed`, and so does every later call. */
  close(): void {
    if (this.#lifetime.signal.aborted) return;
    const error = new OmapiError('closed', 'The OMAPI client was closed.');
    this.#listeners.clear();
    this.#endBackOff();
    this.#lifetime.abort(error);
    this.#session?.connection.end(error);
  }

  async #findPool(session: Session, address: string, signal: AbortSignal | undefined): Promise<number> {
    const lease = await orWhenNotFound(
      session.connection.request({ open: 'lease', ipAddress: address }, signal),
      'address-unknown',
      `dhcpd has no lease for ${address}: it lies in no range of its dhcpd.conf. Take an address out of a \`range\` statement; fixed addresses do not count.`,
    );
    const handle = decodePoolHandle(lease.attributes);
    session.poolHandles.set(address, handle);
    return handle;
  }

  #connected(signal: AbortSignal | undefined): Promise<Session> {
    const { host, port } = this.#options;
    if (this.#lifetime.signal.aborted) return Promise.reject(this.#lifetime.signal.reason);
    if (this.#session) return Promise.resolve(this.#session);
    if (!this.#opening) {
      if (this.#failure) return Promise.reject(this.#failure.error);
      this.#opening = this.#open().finally(() => {
        this.#opening = null;
      });
      // A caller may have left before the attempt fails; the failure is kept for the next one.
      this.#opening.catch(() => {});
    }
    return unlessAborted(this.#opening, signal, `connecting to ${host}:${port}`);
  }

  async #open(): Promise<Session> {
    let session: Session | null = null;
    try {
      const connection = await OmapiConnection.open(
        { ...this.#options, algorithmProven: this.#algorithmProven },
        this.#lifetime.signal,
        (error) => session && this.#lost(session, error),
      );
      session = { connection, poolHandles: new Map() };
      this.#session = session;
      return session;
    } catch (error) {
      // OmapiConnection.open throws nothing else.
      this.#backOff(error as OmapiError);
      throw error;
    }
  }

  #lost(session: Session, error: OmapiError): void {
    this.#session = null;
    if (session.connection.hasAnswered) {
      // It worked until now: the next call may try again at once.
      this.#algorithmProven = true;
      this.#failedAttempts = 0;
    } else {
      this.#backOff(error);
    }
    for (const listener of [...this.#listeners]) listener(error);
  }

  #backOff(error: OmapiError): void {
    if (this.#lifetime.signal.aborted) return;
    const { backoff, clock, random } = this.#options;
    this.#failedAttempts += 1;
    const delayMs = backoffDelayMs(backoff, this.#failedAttempts, random);
    // A timer, not a time to compare with: the wall clock of this machine may be set while we wait.
    this.#failure = { error, cancelTimer: clock.after(delayMs, () => this.#endBackOff()) };
  }

  #endBackOff(): void {
    this.#failure?.cancelTimer();
    this.#failure = null;
  }
}

async function orWhenNotFound(
  reply: Promise<ObjectReply>,
  kind: 'peer-unknown' | 'address-unknown',
  message: string,
): Promise<ObjectReply> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof OmapiError && error.kind === 'status' && error.resultCode === RESULT.notFound) {
      throw new OmapiError(kind, message, { resultCode: RESULT.notFound, cause: error });
    }
    throw error;
  }
}

/** Like `promise`, but a caller whose signal aborts stops waiting for it. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, during: string): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.reject(abortError(signal.reason, during));
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError(signal.reason, during));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
