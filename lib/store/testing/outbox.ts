import type { EndpointFilter } from '../../contracts/endpoint.ts';
import type { Database } from '../../db/client.ts';
import type { Outcome } from '../../notify/outbox.ts';
import { syncEndpoints } from '../endpoints.ts';
import { enqueueMessage, type NewMessage } from '../messages.ts';
import { NOW } from './samples.ts';

export const EVERYTHING: EndpointFilter = {
  pairs: null,
  severities: ['info', 'warning', 'critical'],
  kinds: ['incident', 'alert', 'every-alert', 'verdict'],
};

/** Makes these the endpoints of the settings. */
export function addEndpoints(db: Database, ...names: string[]): Promise<void> {
  const endpoints = names.map((name) => ({
    name,
    kind: 'standard' as const,
    address: `https://${name}.example.net`,
    filter: EVERYTHING,
  }));
  return db.write((tx) => syncEndpoints(tx, endpoints, NOW));
}

export function message(changes: Partial<NewMessage> = {}): NewMessage {
  return {
    cause: 'fact:1',
    stream: 'pair:1',
    pairId: null,
    incidentId: null,
    type: 'pair.verdict_changed',
    sentence: 'dhcp-b answers alone.',
    body: '{"n":1}',
    endpoints: ['ops'],
    now: NOW,
    ...changes,
  };
}

/** Enqueues so many messages for `ops`, each of a stream of its own, a millisecond after the other; gives their ids. */
export function enqueue(db: Database, count: number, changes: Partial<NewMessage> = {}): Promise<number[]> {
  return db.write(async (tx) => {
    for (let number = 1; number <= count; number += 1) {
      const own = { cause: `fact:${number}`, stream: `pair:${number}`, now: NOW + number - 1 };
      await enqueueMessage(tx, message({ ...own, ...changes }));
    }
    const rows = await tx.message.findMany({ orderBy: { id: 'desc' }, take: count });
    return rows.map(({ id }) => id).reverse();
  });
}

/** A try that failed, to be tried again in 5 s. */
export function tried(messageId: number | undefined, changes: Partial<Outcome> = {}): Outcome {
  if (messageId === undefined) throw new Error('no such message was enqueued');
  return {
    messageId,
    attemptedAt: NOW,
    durationMs: 12,
    status: 503,
    answer: 'busy',
    error: 'answered 503 Service Unavailable',
    outcome: { retryAt: NOW + 5_000 },
    disablesEndpoint: null,
    ...changes,
  };
}

/** A try that arrived. */
export function arrived(messageId: number | undefined, at = NOW): Outcome {
  const outcome = { deliveredAt: at };
  return tried(messageId, { attemptedAt: at, status: 204, answer: null, error: null, outcome });
}
