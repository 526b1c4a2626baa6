import type { Logger } from 'pino';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { OutgoingMessage } from './message.ts';
import { type Endpoint, sendMessage } from './send.ts';

export type DueMessage = OutgoingMessage & { endpoint: string; attempts: number };

export type Outcome = {
  messageId: string;
  attemptedAt: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  outcome: { deliveredAt: number } | { retryAt: number };
};

/** The outbox as the dispatcher needs it; the store gives the real one. */
export type Outbox = {
  /** The oldest undelivered message of each named endpoint, where its time has come. */
  due(endpoints: string[], now: number): Promise<DueMessage[]>;
  record(outcome: Outcome): Promise<void>;
};

export type DispatcherOptions = {
  endpoints: Endpoint[];
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  log: Logger;
  sendTimeoutMs?: number;
};

/** The longest pause between two tries of one message. */
export const LONGEST_RETRY_MS = 300_000;
const RETRY: Backoff = { firstMs: 1_000, factor: 2, maxMs: LONGEST_RETRY_MS };
const RECORD_RETRY: Backoff = { firstMs: 250, factor: 2, maxMs: 5_000 };
const SEND_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Takes messages from the outbox to their endpoints, at least once, until each was answered with 2xx.
 * Endpoints don't wait for each other; within one endpoint messages keep their order, because
 * "healthy" overtaking "degraded" would tell a lie.
 */
export function createDispatcher(options: DispatcherOptions) {
  const { endpoints, outbox, clock, random, log, sendTimeoutMs = SEND_TIMEOUT_MS } = options;
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const busy = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let cancelTimer: () => void = () => {};
  let looking: Promise<void> | null = null;
  let again = false;

  async function deliver(endpoint: Endpoint, message: DueMessage): Promise<void> {
    const attemptedAt = clock.now();
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(sendTimeoutMs)]);
    const result = await sendMessage(endpoint, message, attemptedAt, signal);
    // A try cut short by our own stop proves nothing about the endpoint: the message stays due.
    if (stopping.signal.aborted && !result.delivered) return;
    const finishedAt = clock.now();
    const outcome = result.delivered
      ? { deliveredAt: finishedAt }
      : { retryAt: finishedAt + backoffDelayMs(RETRY, message.attempts + 1, random) };
    if (!result.delivered) {
      log.warn(
        { endpoint: endpoint.name, message: message.id, error: result.error },
        'webhook not delivered, will retry',
      );
    }
    await record({
      messageId: message.id,
      attemptedAt,
      durationMs: finishedAt - attemptedAt,
      status: result.status,
      error: result.error,
      outcome,
    });
  }

  /**
   * Keeps at it until the outcome is stored, with the endpoint busy meanwhile: a message whose outcome the outbox does
   * not know is still due there, and would be sent again and again for as long as the disk is full.
   */
  async function record(outcome: Outcome): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await outbox.record(outcome);
        return;
      } catch (error) {
        log.error({ err: error, message: outcome.messageId }, 'delivery could not be recorded, will retry');
        if (stopping.signal.aborted) return;
        await pauseUnlessStopped(backoffDelayMs(RECORD_RETRY, attempt, random));
      }
    }
  }

  function pauseUnlessStopped(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        stopping.signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.after(delayMs, end);
      stopping.signal.addEventListener('abort', end);
    });
  }

  async function look(): Promise<void> {
    const free = [...byName.keys()].filter((name) => !busy.has(name));
    if (free.length === 0) return;
    for (const message of await outbox.due(free, clock.now())) {
      const endpoint = byName.get(message.endpoint);
      if (!endpoint || busy.has(endpoint.name)) continue;
      const work = deliver(endpoint, message).finally(() => {
        busy.delete(endpoint.name);
        kick();
      });
      busy.set(endpoint.name, work);
    }
  }

  /** Looks into the outbox now instead of at the next turn. */
  function kick(): void {
    if (stopping.signal.aborted || byName.size === 0) return;
    if (looking) {
      again = true;
      return;
    }
    cancelTimer();
    looking = look()
      .catch((error) => log.error({ err: error }, 'outbox could not be read'))
      .finally(() => {
        looking = null;
        if (stopping.signal.aborted) return;
        cancelTimer = clock.after(again ? 0 : LOOK_EVERY_MS, kick);
        again = false;
      });
  }

  return {
    start: kick,
    kick,
    /** Gives up the tries under way (they stay due) and waits until nothing runs. */
    async stop(): Promise<void> {
      stopping.abort();
      cancelTimer();
      await looking;
      await Promise.all(busy.values());
    },
  };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
