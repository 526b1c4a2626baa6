import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Message } from '../contracts/message.ts';
import type { Endpoint } from './endpoint.ts';
import { explain } from './failure.ts';
import type { DueMessage, Outbox, Outcome } from './outbox.ts';
import { readMessage } from './read-message.ts';
import { RETRY_DELAYS_MS, retryDelayMs } from './schedule.ts';
import { send } from './send.ts';
import type { Attachment } from './smtp.ts';
import { TRY_TIMEOUT_MS, withTimeLimit } from './time-limit.ts';
import { failed, type TryResult } from './try-result.ts';

export type DispatcherOptions = {
  /** Whom something can be sent to now. */
  endpoints: () => readonly Endpoint[];
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  log: Pick<Logger, 'warn' | 'error'>;
  /** Files that go along with a message where it is a mail; none unless told. Where it rejects, the try failed. */
  attach?: (message: Message) => Promise<Attachment[]>;
  /** Waits after the first, second … try that failed; after the last of them a message is given up. */
  delays?: readonly number[];
  tryTimeoutMs?: number;
};

export type Dispatcher = ReturnType<typeof createDispatcher>;

type Try = { endpoint: string; stream: string; done: Promise<void> };

/** As many tries to one endpoint are under way at once, each of another stream. */
const TRIES_AT_ONCE = 4;
const LOOK_EVERY_MS = 1_000;
const RECORD_RETRY: Backoff = { firstMs: 250, factor: 2, maxMs: 5_000 };

/**
 * Takes messages from the outbox to their endpoints, at least once, until each is delivered or given up. Endpoints don't wait
 * for each other, nor do the streams of one; within a stream messages keep their order, because "opened" overtaking
 * "resolved" would tell a lie.
 */
export function createDispatcher(options: DispatcherOptions) {
  const { endpoints, outbox, clock, random, log } = options;
  const { delays = RETRY_DELAYS_MS, tryTimeoutMs = TRY_TIMEOUT_MS, attach } = options;
  const tries = new Map<number, Try>();
  /** Endpoints that want no more messages, until that is stored: from then on `endpoints` leaves them out. */
  const closing = new Set<string>();
  const stopping = new AbortController();
  // Every try under way listens, four for each endpoint: Node would take eleven of them for a leak, and say so.
  setMaxListeners(0, stopping.signal);
  let cancelTimer: () => void = () => {};
  let looking: Promise<void> | null = null;
  let again = false;

  async function deliver(endpoint: Endpoint, due: DueMessage): Promise<void> {
    const attemptedAt = clock.now();
    const result = await tryOnce(endpoint, due, attemptedAt);
    // A try cut short by our own stop proves nothing about the endpoint: the message stays due.
    if (stopping.signal.aborted && result.error !== null) return;
    const finishedAt = clock.now();
    const outcome = fateOf(result, due.attempts + 1, finishedAt);
    logFailure(due, result, outcome);
    if (result.disablesEndpoint !== null) closing.add(endpoint.name);
    await record({
      messageId: due.id,
      attemptedAt,
      durationMs: finishedAt - attemptedAt,
      status: result.status,
      answer: result.answer,
      error: result.error,
      outcome,
      disablesEndpoint: result.disablesEndpoint,
    });
    if (result.disablesEndpoint !== null) closing.delete(endpoint.name);
  }

  async function tryOnce(endpoint: Endpoint, due: DueMessage, at: number): Promise<TryResult> {
    const message = readMessage(due);
    if ('error' in message) return failed(message.error, { isFinal: true });
    const attachments = await attachmentsFor(endpoint, message);
    if ('error' in attachments) return failed(attachments.error);
    const limit = { clock, limitMs: tryTimeoutMs, stop: stopping.signal };
    return withTimeLimit(limit, (signal) => send(endpoint, { due, message, at, ...attachments }, signal));
  }

  /** Made before the time of the try begins to run: a long report takes longer than its sending. */
  async function attachmentsFor(
    { channel }: Endpoint,
    message: Message,
  ): Promise<{ attachments: Attachment[] } | { error: string }> {
    if (channel.kind !== 'email' || attach === undefined) return { attachments: [] };
    try {
      return { attachments: await attach(message) };
    } catch (error) {
      log.error({ err: error }, 'what goes along with a mail could not be made');
      return { error: `what goes along with the mail could not be made: ${explain(error)}` };
    }
  }

  function fateOf(result: TryResult, attempts: number, now: number): Outcome['outcome'] {
    if (result.error === null) return { deliveredAt: now };
    const delayMs = result.isFinal ? null : retryDelayMs(attempts, result.retryAfterMs, { delays, random });
    return delayMs === null ? { deadAt: now } : { retryAt: now + delayMs };
  }

  function logFailure(due: DueMessage, { error }: TryResult, outcome: Outcome['outcome']): void {
    if (error === null) return;
    const facts = { endpoint: due.endpoint, message: due.webhookId, error };
    if ('deadAt' in outcome) log.error(facts, 'message not delivered, given up');
    else log.warn(facts, 'message not delivered, will retry');
  }

  /**
   * Keeps at it until the outcome is stored, with the stream busy meanwhile: a message whose outcome the outbox does
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
    const free = endpoints().filter(hasRoom);
    if (free.length === 0) return;
    const due = await outbox.due({
      endpoints: free.map(({ name }) => name),
      busy: [...tries.values()].map(({ endpoint, stream }) => ({ endpoint, stream })),
      now: clock.now(),
      perEndpoint: TRIES_AT_ONCE,
    });
    if (stopping.signal.aborted) return;
    // Those of now: one may have been removed, changed or disabled while the outbox was read.
    const byName = new Map(endpoints().map((endpoint) => [endpoint.name, endpoint]));
    for (const message of due) {
      const endpoint = byName.get(message.endpoint);
      if (endpoint && hasRoom(endpoint)) start(endpoint, message);
    }
  }

  function hasRoom({ name }: Endpoint): boolean {
    const underWay = [...tries.values()].filter(({ endpoint }) => endpoint === name);
    return underWay.length < TRIES_AT_ONCE && !closing.has(name);
  }

  function start(endpoint: Endpoint, message: DueMessage): void {
    const done = deliver(endpoint, message).finally(() => {
      tries.delete(message.id);
      kick();
    });
    tries.set(message.id, { endpoint: endpoint.name, stream: message.stream, done });
  }

  /** Looks into the outbox now instead of at the next turn. */
  function kick(): void {
    if (stopping.signal.aborted) return;
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
      await Promise.all([...tries.values()].map(({ done }) => done));
    },
  };
}
