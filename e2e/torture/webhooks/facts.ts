import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Tx } from '../../../lib/db/client.ts';
import { between, type Random } from '../../../lib/simulate/model/random.ts';
import { endpointsToTell } from '../../../lib/store/endpoints.ts';
import { appendEvent } from '../../../lib/store/events.ts';
import { enqueueMessage } from '../../../lib/store/messages.ts';

export const STREAMS = Array.from({ length: 8 }, (_, index) => `torture:${index + 1}`);

/** A transaction that wrote messages, told before it could be committed. */
export type Attempt = { webhookIds: string[]; isUndone: boolean };

/** Undoes the transaction it is thrown in. */
class Undone extends Error {}

/** Writes an event and a message of it for every endpoint; gives the ids of the messages. */
export async function writeFact(tx: Tx, stream: string): Promise<string[]> {
  const now = Date.now();
  const count = await tx.event.count({ where: { key: { startsWith: `${stream}:` } } });
  const sentence = `Fact ${count + 1} of ${stream}.`;
  const { id } = await appendEvent(tx, {
    key: `${stream}:${count + 1}`,
    pairId: null,
    serverId: null,
    kind: 'action',
    at: now,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: null,
    to: 'told',
    sentence,
    evidence: [],
    actor: 'torture',
  });
  const type = 'test';
  return enqueueMessage(tx, {
    cause: `event:${id}`,
    stream,
    pairId: null,
    incidentId: null,
    type,
    sentence,
    body: JSON.stringify({
      type,
      timestamp: new Date(now).toISOString(),
      data: { sentence, by: 'torture' },
    }),
    endpoints: (await endpointsToTell(tx)).map(({ name }) => name),
    now,
  });
}

/**
 * Writes a fact of a stream; one that is to be undone is thrown away at the end of its transaction. What was attempted is
 * added to a file before that is decided, because this process may be killed at any time.
 */
export async function attemptFact(
  db: Database,
  { stream, isUndone, attempts, random }: FactOptions,
): Promise<string[]> {
  let webhookIds: string[] = [];
  try {
    await db.write(async (tx) => {
      webhookIds = await writeFact(tx, stream);
      const attempt: Attempt = { webhookIds, isUndone };
      appendFileSync(attempts, `${JSON.stringify(attempt)}\n`);
      // So long does whoever reads what is not committed have for it, and a kill to come between.
      await pause(between(random, 0, 40));
      if (isUndone) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return webhookIds;
}

export type FactOptions = {
  stream: string;
  isUndone: boolean;
  /** Path of the file of attempts, one JSON a line. */
  attempts: string;
  random: Random;
};
