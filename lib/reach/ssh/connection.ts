import type { Socket } from 'node:net';
import type { Client, ClientChannel, SFTPWrapper } from 'ssh2';
import type { Clock } from '../../clock.ts';
import { givenUpError, ReachError } from '../error.ts';
import type { SshLink } from './connect.ts';

export type ConnectionOptions = {
  /** As messages name the other end. */
  where: string;
  requestTimeoutMs: number;
  clock: Clock;
};

type Done<T> = (error: Error | null | undefined, value: T) => void;

/** Requests given up and still unanswered after which the other end counts as stuck, and the connection is ended. */
const MAX_UNANSWERED = 16;

/** One SSH connection, logged in: requests with deadlines, each of which ends when the connection does. */
export class SshConnection {
  readonly where: string;
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #waiting = new Set<(error: ReachError) => void>();
  #unanswered = 0;
  #ended: ReachError | null = null;

  constructor({ client, socket }: SshLink, options: ConnectionOptions) {
    this.where = options.where;
    this.#client = client;
    this.#socket = socket;
    this.#options = options;
    // Text in the place of SFTP that comes in more than one piece: the library ends the connection over it.
    client.on('error', (error) =>
      this.end(error.level === 'sftp-protocol' ? this.#refused('use SFTP', error) : this.#lost(error)),
    );
    client.on('close', () => this.end(this.#lost()));
    if (!socket.writable) this.end(this.#lost()); // it ended with the words that let us in
  }

  get usable(): boolean {
    return this.#ended === null;
  }

  /** Why the connection ended; null while it has not. */
  get ended(): ReachError | null {
    return this.#ended;
  }

  /** Ends the connection, and everything that waits on it with `reason`. */
  end(reason: ReachError): void {
    if (this.#ended) return;
    this.#ended = reason;
    for (const fail of [...this.#waiting]) fail(reason);
    this.#client.end();
    if (reason.kind === 'closed') this.#socket.destroySoon();
    else this.#socket.destroy();
  }

  /**
   * What `start` calls back with. Rejects with `timeout` or `aborted` when that takes too long for the connection or the
   * caller, and with why the connection ended; then `late` gets what comes after all.
   */
  request<T>(
    during: string,
    signal: AbortSignal,
    start: (done: Done<T>) => void,
    late: (value: T) => void = () => {},
  ): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    if (signal.aborted) return Promise.reject(givenUpError(signal.reason, during));
    return new Promise((resolve, reject) => {
      let isAwaited = true;
      const settle = () => {
        isAwaited = false;
        cancelDeadline();
        signal.removeEventListener('abort', onAbort);
        this.#waiting.delete(fail);
      };
      const fail = (error: ReachError) => {
        settle();
        reject(error);
      };
      const giveUp = (error: ReachError) => {
        fail(error);
        this.#countUnanswered();
      };
      const onAbort = () => giveUp(givenUpError(signal.reason, during));
      const cancelDeadline = this.#options.clock.after(this.#options.requestTimeoutMs, () =>
        giveUp(this.#silent(during)),
      );
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(fail);
      const done: Done<T> = (error, value) => {
        if (isAwaited) {
          settle();
          if (error) reject(error);
          else resolve(value);
        } else {
          this.#unanswered -= 1;
          if (!error) late(value);
        }
      };
      try {
        start(done);
      } catch (error) {
        // The library throws at once when the connection is already going down.
        fail(this.#lost(error));
      }
    });
  }

  /** Starts a command. Throws `not-allowed` when the account may start none. */
  async exec(command: string, signal: AbortSignal): Promise<ClientChannel> {
    const start = (done: Done<ClientChannel>) => this.#client.exec(command, done);
    try {
      return await this.request(`starting ${command}`, signal, start, (late) => late.destroy());
    } catch (error) {
      if (error instanceof ReachError) throw error;
      throw this.#refused(`start ${command}`, error);
    }
  }

  /** Starts SFTP. Throws `not-allowed` when the account may not use it. */
  async sftp(signal: AbortSignal): Promise<SFTPWrapper> {
    const start = (done: Done<SFTPWrapper>) => this.#client.sftp(done);
    try {
      return await this.request('starting SFTP', signal, start, (late) => late.end());
    } catch (error) {
      if (error instanceof ReachError) throw error;
      throw this.#refused('use SFTP', error);
    }
  }

  #countUnanswered(): void {
    this.#unanswered += 1;
    if (this.#unanswered < MAX_UNANSWERED) return;
    this.end(
      new ReachError(
        'timeout',
        `${this.#unanswered} requests to ${this.where} had no answer; the connection was ended. Check the disks there, and the network shares among them: df`,
      ),
    );
  }

  #silent(during: string): ReachError {
    const seconds = this.#options.requestTimeoutMs / 1000;
    return new ReachError(
      'timeout',
      `${this.where} had no answer within ${seconds} s while ${during}. Check the disk there, what the account's shell runs when it starts (~/.bashrc), and the line: ping`,
    );
  }

  #lost(cause?: unknown): ReachError {
    const why = cause instanceof Error ? ` (${cause.message})` : '';
    return new ReachError(
      'disconnected',
      `The connection to ${this.where} has ended${why}. Pairwatch connects again; if that fails, see that sshd runs there: systemctl status ssh`,
      cause,
    );
  }

  #refused(what: string, cause: unknown): ReachError {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (/channel open failure/i.test(why))
      return new ReachError(
        'refused',
        `${this.where} opens no further session on our connection (${why}). Raise MaxSessions in sshd_config; Pairwatch uses a handful at once.`,
        cause,
      );
    return new ReachError(
      'not-allowed',
      `${this.where} may not ${what} (${why}). See command= and restrict before its key in authorized_keys, ForceCommand and Subsystem sftp in sshd_config, and that its shell prints nothing when it starts (~/.bashrc).`,
      cause,
    );
  }
}
