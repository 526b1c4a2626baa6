import type { Clock } from '../clock.ts';
import type { Reply } from './codec/reply.ts';
import { OmapiError } from './errors.ts';

type Options = {
  clock: Clock;
  timeoutMs: number;
  /** Deadlines missed in a row after which the server counts as gone. */
  missedDeadlinesAllowed: number;
  onGivenUp(error: OmapiError): void;
};

type Pending = {
  resolve(reply: Reply): void;
  reject(error: OmapiError): void;
  cancelDeadline(): void;
  missed: boolean;
};

/**
 * The requests of one connection that wait for their reply. A request keeps its place after its deadline, and after
 * its caller has gone, so that a late reply is known for what it is and dropped. Only several deadlines missed in a
 * row mean that the server is gone: dhcpd falls silent for seconds while it rewrites its lease file (reference 1.8).
 */
export class PendingRequests {
  readonly #options: Options;
  readonly #byId = new Map<number, Pending>();
  #missedInARow = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The reply to request `id`; rejects with `timeout`, `aborted`, or what `failAll` is given. */
  add(id: number, label: string, signal: AbortSignal | undefined): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(abortError(signal?.reason, `waiting for the answer to the ${label}`));
      signal?.addEventListener('abort', onAbort, { once: true });
      const forget = () => signal?.removeEventListener('abort', onAbort);
      const pending: Pending = {
        resolve: (reply) => {
          forget();
          resolve(reply);
        },
        reject: (error) => {
          forget();
          reject(error);
        },
        cancelDeadline: this.#options.clock.after(this.#options.timeoutMs, () => this.#miss(pending, label)),
        missed: false,
      };
      this.#byId.set(id, pending);
    });
  }

  /** Gives a reply to the request it answers. Throws `protocol` when there is none. */
  settle(rid: number, reply: Reply): void {
    const pending = this.#byId.get(rid);
    if (!pending) {
      throw new OmapiError(
        'protocol',
        `The server answered request ${rid}, which is not waiting for an answer.`,
      );
    }
    this.#missedInARow = 0;
    this.#dropOlderMissed(rid);
    this.#byId.delete(rid);
    pending.cancelDeadline();
    pending.resolve(reply);
  }

  failAll(error: OmapiError): void {
    for (const pending of this.#byId.values()) {
      pending.cancelDeadline();
      pending.reject(error);
    }
    this.#byId.clear();
  }

  #miss(pending: Pending, label: string): void {
    pending.missed = true;
    const seconds = this.#options.timeoutMs / 1000;
    pending.reject(
      new OmapiError(
        'timeout',
        `No answer to the ${label} within ${seconds} s. dhcpd is silent while it writes its lease file or waits for a disk; if this lasts, look at its host.`,
      ),
    );
    this.#missedInARow += 1;
    if (this.#missedInARow < this.#options.missedDeadlinesAllowed) return;
    this.#options.onGivenUp(
      new OmapiError(
        'timeout',
        `${this.#missedInARow} requests in a row had no answer within ${seconds} s; the connection was given up. Check that dhcpd is alive and the network between here and its host.`,
      ),
    );
  }

  /** dhcpd answers in order (reference 1.3): what it passed over will not be answered, and must not pile up. */
  #dropOlderMissed(rid: number): void {
    for (const [id, pending] of this.#byId) {
      if (id === rid) return;
      if (pending.missed) this.#byId.delete(id);
    }
  }
}

/** What a caller gets whose signal ended its wait: `timeout` for a reason named TimeoutError, as a deadline's is. */
export function abortError(reason: unknown, during: string): OmapiError {
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError';
  const why = reason instanceof Error ? reason.message : String(reason);
  return new OmapiError(timedOut ? 'timeout' : 'aborted', `Given up while ${during}: ${why}`, {
    cause: reason,
  });
}
