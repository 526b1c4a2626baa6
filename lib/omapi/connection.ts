import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { authenticatorRequest, signerFromReply } from './authenticator.ts';
import { ByteFeed } from './codec/byte-feed.ts';
import { describeRequest, encodeRequest, type OmapiRequest } from './codec/encode-request.ts';
import type { OmapiKey, Signer } from './codec/hmac.ts';
import { INTRO, type OmapiMessage } from './codec/message.ts';
import { readConversation } from './codec/read-message.ts';
import { type ObjectReply, type Reply, readReply, statusError } from './codec/reply.ts';
import { connectTcp, type Endpoint } from './connect-tcp.ts';
import { OmapiError } from './errors.ts';
import { abortError, PendingRequests } from './pending-requests.ts';

export type ConnectionOptions = Endpoint & {
  key: OmapiKey | undefined;
  /** Whether this server has been seen to sign with the key's algorithm, so that a drop must have another reason. */
  algorithmProven: boolean;
  connectTimeoutMs: number;
  requestTimeoutMs: number;
  missedDeadlinesAllowed: number;
  clock: Clock;
};

const MAX_ID = 0xffff_ffff;

/** One conversation with one server: authenticated at the start, then requests and replies, many at a time. */
export class OmapiConnection {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  readonly #pending: PendingRequests;
  readonly #onEnd: (error: OmapiError) => void;
  #intro: { resolve(): void; reject(error: OmapiError): void } | null = null;
  #signer: Signer | null = null;
  #lastId = 0;
  #repliesTaken = 0;
  #end: OmapiError | null = null;

  private constructor(socket: Socket, options: ConnectionOptions, onEnd: (error: OmapiError) => void) {
    this.#socket = socket;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#pending = new PendingRequests({
      clock: options.clock,
      timeoutMs: options.requestTimeoutMs,
      missedDeadlinesAllowed: options.missedDeadlinesAllowed,
      onGivenUp: (error) => this.end(error),
    });
  }

  /**
   * Connects, exchanges intros and presents the key, if there is one. `onEnd` is called once, with the reason, when
   * the connection is over. Throws OmapiError. Aborting `cancel` ends the attempt with the signal's reason.
   */
  static async open(
    options: ConnectionOptions,
    cancel: AbortSignal,
    onEnd: (error: OmapiError) => void,
  ): Promise<OmapiConnection> {
    const socket = await connectTcp(options, options.connectTimeoutMs, options.clock, cancel);
    const connection = new OmapiConnection(socket, options, onEnd);
    const onCancel = () => connection.end(toOmapiError(cancel.reason));
    cancel.addEventListener('abort', onCancel, { once: true });
    try {
      await connection.#exchangeIntros();
      if (options.key) await connection.#authenticate(options.key);
      // Bytes behind the last answer may have ended the connection in the same turn.
      if (connection.#end) throw connection.#end;
      return connection;
    } catch (error) {
      const typed = toOmapiError(error);
      connection.end(typed);
      throw typed;
    } finally {
      cancel.removeEventListener('abort', onCancel);
    }
  }

  /** Whether a request (the authenticator's apart) ever got its reply here. */
  get hasAnswered(): boolean {
    return this.#repliesTaken > this.#openingRequests;
  }

  /** Requests it takes before the first one of a caller's. */
  get #openingRequests(): number {
    return this.#options.key ? 1 : 0;
  }

  /**
   * Sends one request and gives the object it is answered with. A deadline missed or a signal aborted ends the wait,
   * not the connection. Throws OmapiError; an error status of no special meaning as kind `status`.
   */
  async request(request: OmapiRequest, signal?: AbortSignal): Promise<ObjectReply> {
    const reply = await this.#exchange(request, signal);
    if (reply.kind === 'object') return reply;
    throw statusError(reply, request, this.#signer !== null);
  }

  /** Ends the connection; everything still waiting fails with `error`. Later calls do nothing. */
  end(error: OmapiError): void {
    if (this.#end) return;
    this.#end = error;
    this.#socket.destroy();
    this.#intro?.reject(error);
    this.#pending.failAll(error);
    this.#onEnd(error);
  }

  #exchangeIntros(): Promise<void> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const cancelDeadline = this.#options.clock.after(this.#options.requestTimeoutMs, () =>
        this.end(this.#introTimeout()),
      );
      const settle = () => {
        cancelDeadline();
        this.#intro = null;
      };
      this.#intro = {
        resolve: () => {
          settle();
          resolve();
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      this.#listen();
      this.#socket.write(INTRO);
    });
  }

  #listen(): void {
    const feed = new ByteFeed(
      readConversation({ intro: () => this.#intro?.resolve(), message: (message) => this.#receive(message) }),
    );
    let failure: NodeJS.ErrnoException | undefined;
    this.#socket.on('data', (chunk: Buffer) => {
      try {
        feed.push(chunk);
      } catch (error) {
        this.end(toOmapiError(error));
      }
    });
    this.#socket.on('error', (error) => {
      failure = error;
    });
    this.#socket.on('close', () => this.end(this.#closedError(feed.bufferedBytes, failure)));
  }

  async #authenticate(key: OmapiKey): Promise<void> {
    this.#signer = signerFromReply(await this.#exchange(authenticatorRequest(key)), key);
  }

  #exchange(request: OmapiRequest, signal?: AbortSignal): Promise<Reply> {
    if (this.#end) return Promise.reject(this.#end);
    const label = describeRequest(request);
    if (signal?.aborted) return Promise.reject(abortError(signal.reason, `about to send the ${label}`));
    this.#lastId = (this.#lastId % MAX_ID) + 1;
    const bytes = encodeRequest(request, this.#lastId, this.#signer);
    const reply = this.#pending.add(this.#lastId, label, signal);
    this.#socket.write(bytes);
    return reply;
  }

  #receive(message: OmapiMessage): void {
    // One chunk may hold more messages after the one that ended the connection.
    if (this.#end) return;
    this.#pending.settle(message.rid, readReply(message, this.#signer));
    this.#repliesTaken += 1;
  }

  #introTimeout(): OmapiError {
    const { host, port, requestTimeoutMs } = this.#options;
    return new OmapiError(
      'timeout',
      `${host}:${port} took the connection but said nothing for ${requestTimeoutMs / 1000} s, where OMAPI speaks first. Check that ${port} is dhcpd’s \`omapi-port\`; if it is, dhcpd is stuck or very busy.`,
    );
  }

  #closedError(bufferedBytes: number, failure: NodeJS.ErrnoException | undefined): OmapiError {
    const { host, port, key, algorithmProven } = this.#options;
    const details = failure ? { cause: failure } : {};
    if (this.#intro) {
      return new OmapiError(
        'closed-before-intro',
        `${host}:${port} took the connection and closed it before saying anything. Something between may do so (a proxy, a firewall, TCP wrappers); dhcpd does it when it has over 200 files open, and then needs a restart.`,
        details,
      );
    }
    const firstSignedDropped = this.#signer && this.#lastId > this.#openingRequests && !this.hasAnswered;
    if (key && key.algorithm !== 'hmac-md5' && firstSignedDropped && !algorithmProven) {
      return new OmapiError(
        'algorithm-unsupported',
        `dhcpd accepted the key and dropped the connection at the first message signed with ${key.algorithm}. Before 4.4.3 it can only do hmac-md5 here, whatever dhcpd.conf says: use a hmac-md5 key, or upgrade dhcpd.`,
        details,
      );
    }
    const where = bufferedBytes > 0 ? ' in the middle of a message' : '';
    const reason = failure?.code ? ` (${failure.code})` : '';
    return new OmapiError(
      'disconnected',
      `${host}:${port} ended the connection${where}${reason}. dhcpd was stopped or restarted, or its host went away.`,
      details,
    );
  }
}

function toOmapiError(error: unknown): OmapiError {
  if (error instanceof OmapiError) return error;
  const message = `A message could not be handled: ${error}. This is a fault in Pairwatch.`;
  return new OmapiError('protocol', message, { cause: error });
}
