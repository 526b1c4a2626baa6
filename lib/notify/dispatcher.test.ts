import pino from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { createDispatcher, type DueMessage, type Outbox, type Outcome } from './dispatcher.ts';
import { newMessageId, verdictChangedMessage } from './message.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const log = pino({ level: 'silent' });
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An outbox in memory that keeps the store's promises: oldest first, one a endpoint, not before its time. */
function memoryOutbox() {
  const rows: (DueMessage & { nextAttemptAt: number; deliveredAt: number | null })[] = [];
  const outcomes: Outcome[] = [];
  const outbox: Outbox = {
    async due(endpoints, now) {
      return endpoints.flatMap((endpoint) => {
        const oldest = rows.find((row) => row.endpoint === endpoint && row.deliveredAt === null);
        return oldest && oldest.nextAttemptAt <= now ? [oldest] : [];
      });
    },
    async record(outcome) {
      outcomes.push(outcome);
      const row = rows.find(({ id }) => id === outcome.messageId);
      if (!row) throw new Error(`no message ${outcome.messageId}`);
      row.attempts += 1;
      if ('deliveredAt' in outcome.outcome) row.deliveredAt = outcome.outcome.deliveredAt;
      else row.nextAttemptAt = outcome.outcome.retryAt;
    },
  };
  const add = (endpoint: string, id = newMessageId()) => {
    rows.push({ id, endpoint, attempts: 0, nextAttemptAt: 0, deliveredAt: null, ...message() });
    return id;
  };
  return { rows, outcomes, outbox, add };
}

function message() {
  return verdictChangedMessage({
    pair: 'office',
    title: null,
    previousVerdict: 'healthy',
    verdict: 'degraded',
    code: 'partner-unreachable',
    sentence: 'dhcp-b answers alone.',
    nextStep: null,
    since: 0,
    observedAt: 0,
    servers: [],
  });
}

/** A clock whose long pauses pass at once, so that retries need no waiting. */
const hurriedClock = {
  now: () => systemClock.now(),
  after: (delayMs: number, callback: () => void) => systemClock.after(Math.min(delayMs, 5), callback),
};

function dispatch(outbox: Outbox, url: string, options: { sendTimeoutMs?: number } = {}) {
  const dispatcher = createDispatcher({
    endpoints: [{ name: 'ops', url, secret: SECRET }],
    outbox,
    clock: hurriedClock,
    random: () => 0,
    log,
    ...options,
  });
  cleanUps.push(() => dispatcher.stop());
  dispatcher.start();
  return dispatcher;
}

async function receiver(answer?: Parameters<typeof startWebhookReceiver>[0]) {
  const started = await startWebhookReceiver(answer);
  cleanUps.push(() => started.close());
  return started;
}

describe('createDispatcher', () => {
  it('sends what a Standard Webhooks library verifies', async () => {
    const { outbox, add, rows } = memoryOutbox();
    const id = add('ops');
    const hook = await receiver();
    dispatch(outbox, hook.url);
    await vi.waitFor(() => expect(rows[0]?.deliveredAt).not.toBeNull());
    const [webhook] = hook.received;
    expect(webhook?.headers['webhook-id']).toBe(id);
    // Node gives repeated headers as arrays; ours are single.
    const headers = webhook?.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(webhook?.body ?? '', headers)).toMatchObject({
      type: 'pair.verdict.changed',
    });
    expect(() => new Webhook(SECRET).verify(`${webhook?.body} `, headers)).toThrow();
  });

  it('tries again with the same id until it is answered with 2xx, and records every try', async () => {
    const { outbox, add, outcomes, rows } = memoryOutbox();
    const id = add('ops');
    let answers = 0;
    const hook = await receiver((_, response) => {
      answers += 1;
      response.writeHead(answers < 3 ? 503 : 200).end();
    });
    dispatch(makeDueAtOnce(outbox, rows), hook.url);
    await vi.waitFor(() => expect(rows[0]?.deliveredAt).not.toBeNull());
    expect(hook.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id, id]);
    expect(outcomes.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(outcomes[0]?.error).toContain('503');
  });

  it('keeps the order within an endpoint even when the first try fails', async () => {
    const { outbox, add, rows } = memoryOutbox();
    const ids = [add('ops'), add('ops')];
    let first = true;
    const hook = await receiver((_, response) => {
      response.writeHead(first ? 500 : 204).end();
      first = false;
    });
    dispatch(makeDueAtOnce(outbox, rows), hook.url);
    await vi.waitFor(() => expect(rows.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true));
    expect(hook.received.map(({ headers }) => headers['webhook-id'])).toEqual([ids[0], ids[0], ids[1]]);
  });

  it('does not follow a redirect with a signed message', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    add('ops');
    const elsewhere = await receiver();
    const hook = await receiver((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    dispatch(outbox, hook.url);
    await vi.waitFor(() => expect(outcomes).toHaveLength(1));
    expect(outcomes[0]?.error).toContain(elsewhere.url);
    expect(elsewhere.received).toHaveLength(0);
  });

  it('says why nothing answered: refused, and silent', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    add('ops');
    const gone = await startWebhookReceiver();
    await gone.close();
    dispatch(outbox, gone.url);
    await vi.waitFor(() => expect(outcomes).toHaveLength(1));
    expect(outcomes[0]).toMatchObject({ status: null, error: expect.stringContaining('ECONNREFUSED') });

    const silent = memoryOutbox();
    silent.add('ops');
    const mute = await receiver(() => {});
    dispatch(silent.outbox, mute.url, { sendTimeoutMs: 50 });
    await vi.waitFor(() => expect(silent.outcomes).toHaveLength(1));
    expect(silent.outcomes[0]?.error).toContain('time limit');
  });

  it('does not send again what arrived when that could not be recorded, but records it later', async () => {
    const { outbox, add, rows } = memoryOutbox();
    add('ops');
    const hook = await receiver();
    let refusals = 0;
    const diskFull: Outbox = {
      due: outbox.due,
      async record(outcome) {
        refusals += 1;
        if (refusals <= 3) throw new Error('database or disk is full');
        await outbox.record(outcome);
      },
    };
    dispatch(diskFull, hook.url);
    await vi.waitFor(() => expect(rows[0]?.deliveredAt).not.toBeNull());
    expect(hook.received).toHaveLength(1);
  });

  it('stops while it can record nothing', async () => {
    const { outbox, add } = memoryOutbox();
    add('ops');
    const hook = await receiver();
    let refusals = 0;
    const diskFull: Outbox = {
      due: outbox.due,
      async record() {
        refusals += 1;
        throw new Error('database or disk is full');
      },
    };
    const dispatcher = dispatch(diskFull, hook.url);
    await vi.waitFor(() => expect(refusals).toBeGreaterThan(1));
    await dispatcher.stop();
    expect(hook.received).toHaveLength(1);
  });

  it('stops in the middle of a try and leaves the message due', async () => {
    const { outbox, add, outcomes, rows } = memoryOutbox();
    add('ops');
    const mute = await receiver(() => {});
    const dispatcher = dispatch(outbox, mute.url);
    await vi.waitFor(() => expect(mute.received).toHaveLength(1));
    await dispatcher.stop();
    expect(outcomes).toHaveLength(0);
    expect(rows[0]).toMatchObject({ attempts: 0, deliveredAt: null });
  });
});

function makeDueAtOnce(outbox: Outbox, rows: { nextAttemptAt: number }[]): Outbox {
  return {
    due: outbox.due,
    async record(outcome) {
      await outbox.record(outcome);
      for (const row of rows) row.nextAttemptAt = 0;
    },
  };
}
