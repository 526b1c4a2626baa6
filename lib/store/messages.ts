import type { DeliveryAnswerDto, DeliveryListDto, DeliveryQuery } from '../contracts/delivery.ts';
import type { Tx } from '../db/client.ts';

export type NewMessage = {
  /** What it tells, such as `event:12`: an endpoint is told the same once. */
  cause: string;
  /** Messages of one stream reach an endpoint in their order: `incident:7`, `alert:9`, `pair:3`. */
  stream: string;
  pairId: number | null;
  incidentId: number | null;
  type: string;
  /** What happened, in one sentence. */
  sentence: string;
  /** The whole body of lib/contracts/message.ts, as JSON. */
  body: string;
  endpoints: readonly string[];
  now: number;
};

/**
 * Puts a message into the outbox of each endpoint, due at once, and gives the webhook-ids; an endpoint that has one of the
 * same cause is left out. The caller moves the topic `endpoints`.
 */
export async function enqueueMessage(_tx: Tx, _message: NewMessage): Promise<string[]> {
  throw new Error('still to be written');
}

export type DueMessage = {
  id: number;
  webhookId: string;
  endpoint: string;
  stream: string;
  type: string;
  body: string;
  attempts: number;
  createdAt: number;
};

export type DueQuery = {
  endpoints: readonly string[];
  /** Streams of which a message is under way. */
  busy: readonly { endpoint: string; stream: string }[];
  now: number;
  /** A time further ahead than this was set before the clock was put back: it has come. */
  longestWaitMs: number;
  perEndpoint: number;
};

/** Of each endpoint, the oldest waiting message of each stream that is not busy and whose time has come; the oldest first. */
export async function dueMessages(_tx: Tx, _query: DueQuery): Promise<DueMessage[]> {
  throw new Error('still to be written');
}

export type NewDelivery = {
  messageId: number;
  attemptedAt: number;
  durationMs: number;
  /** HTTP status, or SMTP reply code; null when there was none. */
  status: number | null;
  /** The first 2 KB of what was answered. */
  answer: string | null;
  /** Why it failed; null when it did not. */
  error: string | null;
  outcome: { deliveredAt: number } | { retryAt: number } | { deadAt: number };
  /** Why nothing is to be sent there any more; null: all may go on. */
  disablesEndpoint: string | null;
};

/**
 * Keeps one try to deliver a message and what it came to; the same told again, after a commit in doubt, changes nothing.
 * A message that is given up, and an endpoint that is disabled, are told in an event. Moves the topics.
 */
export async function recordDelivery(_tx: Tx, _delivery: NewDelivery): Promise<void> {
  throw new Error('still to be written');
}

/** How many messages wait for the endpoints there are, since when the oldest of them was written, and how many were given up since their endpoint last took one. */
export async function undeliveredMessages(
  _tx: Tx,
): Promise<{ waiting: number; oldestAt: number | null; dead: number }> {
  throw new Error('still to be written');
}

export async function listDeliveries(_tx: Tx, _query: DeliveryQuery): Promise<Omit<DeliveryListDto, 'now'>> {
  throw new Error('still to be written');
}

/** null for a webhook-id that is not there. */
export async function findDelivery(
  _tx: Tx,
  _webhookId: string,
): Promise<Omit<DeliveryAnswerDto, 'now'> | null> {
  throw new Error('still to be written');
}
