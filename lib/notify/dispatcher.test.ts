import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../clock.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { createDispatcher, type DispatcherOptions } from './dispatcher.ts';
import type { Endpoint } from './endpoint.ts';
import type { Outbox } from './outbox.ts';
import { endpointAt } from './testing/endpoints.ts';
import { eventually } from './testing/eventually.ts';
import { headersArrival } from './testing/headers-arrival.ts';
import { memoryOutbox } from './testing/memory-outbox.ts';
import { untilTestEnds } from './testing/until-test-ends.ts';

/** Looks at once instead of after a second, and pauses no longer than a moment. */
const hurriedClock = {
  now: systemClock.now,
  after: (delayMs: number, callback: () => void) =>
    systemClock.after(delayMs <= 5_000 ? Math.min(delayMs, 5) : delayMs, callback),
};

function dispatch(
  outbox: Outbox,
  endpoints: readonly Endpoint[] | (() => readonly Endpoint[]),
  more: Partial<DispatcherOptions> = {},
) {
  const dispatcher = createDispatcher({
    endpoints: typeof endpoints === 'function' ? endpoints : () => endpoints,
    outbox,
    clock: hurriedClock,
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    delays: Array(9).fill(1),
    ...more,
  });
  onTestFinished(() => dispatcher.stop());
  dispatcher.start();
  return dispatcher;
}

const receiver = (...options: Parameters<typeof startWebhookReceiver>) =>
  untilTestEnds(startWebhookReceiver(...options));

type Hook = Awaited<ReturnType<typeof receiver>>;
const idsAt = ({ received }: Hook) => received.map(({ headers }) => headers['webhook-id']);

describe('a message', () => {
  it('is tried with the same id until it is answered with 2xx, and every try recorded', async () => {
    const { outbox, add, outcomes, isDone } = memoryOutbox();
    const id = add('ops');
    const hook: Hook = await receiver((_, response) => {
      response.writeHead(hook.received.length < 3 ? 503 : 200).end('well');
    });
    dispatch(outbox, [endpointAt(hook.url)]);
    await eventually(() => expect(isDone()).toBe(true));
    expect(idsAt(hook)).toEqual([id, id, id]);
    expect(outcomes.map(({ status, answer, error }) => ({ status, answer, error }))).toEqual([
      { status: 503, answer: 'well', error: 'answered 503 Service Unavailable' },
      { status: 503, answer: 'well', error: 'answered 503 Service Unavailable' },
      { status: 200, answer: 'well', error: null },
    ]);
  });

  it('is given up after the last wait, and what comes after it is sent', async () => {
    const { outbox, add, rows, outcomes, isDone } = memoryOutbox();
    const [bad, good] = [add('ops'), add('ops')];
    const hook = await receiver(({ headers }, response) =>
      response.writeHead(headers['webhook-id'] === bad ? 500 : 204).end(),
    );
    dispatch(outbox, [endpointAt(hook.url)], { delays: [1, 1] });
    await eventually(() => expect(isDone()).toBe(true));
    expect(idsAt(hook)).toEqual([bad, bad, bad, good]);
    expect(rows.map(({ deadAt }) => deadAt !== null)).toEqual([true, false]);
    expect(outcomes.map(({ disablesEndpoint }) => disablesEndpoint)).toEqual([null, null, null, null]);
  });

  it('waits by the schedule, or for as long as it was asked to when that is longer', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    add('ops');
    add('night');
    const hook = await receiver(({ path }, response) =>
      response.writeHead(429, path === '/patient' ? { 'retry-after': '3600' } : {}).end(),
    );
    const patient = hook.url.replace('/hook', '/patient');
    dispatch(outbox, [endpointAt(hook.url), endpointAt(patient, { name: 'night' })], { delays: [60_000] });
    await eventually(() => expect(outcomes).toHaveLength(2));
    const waits = outcomes.map(({ messageId, attemptedAt, durationMs, outcome }) => [
      messageId,
      'retryAt' in outcome ? outcome.retryAt - attemptedAt - durationMs : null,
    ]);
    expect(Object.fromEntries(waits)).toEqual({ 1: 60_000, 2: 3_600_000 });
  });

  it('that can not be read any more is given up without a try', async () => {
    const { outbox, add, outcomes, isDone } = memoryOutbox();
    add('ops', 'pair:1', { body: '{"type":"test"}' });
    add('ops', 'pair:1', { body: '{' });
    add('ops', 'pair:1', { type: 'pair.verdict.changed' });
    const last = add('ops', 'pair:1');
    const hook = await receiver();
    dispatch(outbox, [endpointAt(hook.url)]);
    await eventually(() => expect(isDone()).toBe(true));
    expect(idsAt(hook)).toEqual([last]);
    expect(outcomes.slice(0, 3).map(({ status, outcome }) => [status, 'deadAt' in outcome])).toEqual(
      Array(3).fill([null, true]),
    );
    expect(outcomes[0]?.error).toContain('the stored message can not be sent: timestamp');
    expect(outcomes[2]?.error).toContain('it is called pair.verdict.changed, its body is test');
  });

  it('gets no answer in its time', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    add('ops');
    const mute = await receiver(() => {});
    dispatch(outbox, [endpointAt(mute.url)], { clock: systemClock, tryTimeoutMs: 50 });
    await eventually(() => expect(outcomes).toHaveLength(1));
    expect(outcomes[0]).toMatchObject({ status: null, answer: null, error: 'no answer within 0.05 s' });
  });
});

describe('order', () => {
  it('is kept within a stream even when the first try fails', async () => {
    const { outbox, add, isDone } = memoryOutbox();
    const ids = [add('ops'), add('ops')];
    const hook: Hook = await receiver((_, response) => {
      response.writeHead(hook.received.length === 1 ? 500 : 204).end();
    });
    dispatch(outbox, [endpointAt(hook.url)]);
    await eventually(() => expect(isDone()).toBe(true));
    expect(idsAt(hook)).toEqual([ids[0], ids[0], ids[1]]);
  });

  it('holds no other stream back, but no more than four tries are under way at one endpoint', async () => {
    const { outbox, add, isDone } = memoryOutbox();
    const streams = ['incident:1', 'incident:2', 'incident:3', 'incident:4', 'incident:5'];
    const ids = streams.map((stream) => add('ops', stream));
    const held: (() => void)[] = [];
    const hook = await receiver((_, response) => {
      held.push(() => response.writeHead(204).end());
    });
    const other = await receiver();
    add('other');
    dispatch(outbox, [endpointAt(hook.url), endpointAt(other.url, { name: 'other' })]);
    await eventually(() => expect(held).toHaveLength(4));
    await eventually(() => expect(other.received).toHaveLength(1));
    expect(new Set(idsAt(hook))).toEqual(new Set(ids.slice(0, 4)));
    held.shift()?.();
    await eventually(() => expect(held).toHaveLength(4));
    expect(idsAt(hook)[4]).toBe(ids[4]);
    for (const release of held) release();
    await eventually(() => expect(isDone()).toBe(true));
  });
});

describe('an endpoint', () => {
  it('that answers 410 is sent nothing more, not even while that is being stored', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    const hook = await receiver((_, response) => response.writeHead(410).end());
    const other = await receiver();
    let endpoints = [endpointAt(hook.url), endpointAt(other.url, { name: 'other' })];
    let isRecording = false;
    let store: () => void = () => {};
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    let asked: readonly string[] = [];
    const slow: Outbox = {
      due(query) {
        asked = query.endpoints;
        return outbox.due(query);
      },
      async record(outcome) {
        if (outcome.disablesEndpoint !== null) {
          isRecording = true;
          await stored;
          endpoints = endpoints.filter(({ name }) => name !== 'ops');
        }
        await outbox.record(outcome);
      },
    };
    add('ops', 'incident:1');
    dispatch(slow, () => endpoints);
    await eventually(() => expect(isRecording).toBe(true));
    add('ops', 'incident:2');
    add('other', 'incident:2');
    await eventually(() => expect(other.received).toHaveLength(1));
    expect(asked).toEqual(['other']);
    store();
    await eventually(() => expect(outcomes).toHaveLength(2));
    add('other', 'incident:3');
    await eventually(() => expect(other.received).toHaveLength(2));
    expect(asked).toEqual(['other']);
    expect(hook.received).toHaveLength(1);
    expect(outcomes.find(({ messageId }) => messageId === 1)).toMatchObject({
      status: 410,
      outcome: { deadAt: expect.any(Number) },
      disablesEndpoint: 'it answered 410 Gone: it wants no more messages',
    });
  });

  it('that was removed while the outbox was read is not told', async () => {
    const { outbox, add } = memoryOutbox();
    const gone = await receiver();
    const hook = await receiver();
    let endpoints = [endpointAt(gone.url, { name: 'gone' }), endpointAt(hook.url)];
    add('gone');
    add('ops');
    const removing: Outbox = {
      record: outbox.record,
      async due(query) {
        const due = await outbox.due(query);
        endpoints = endpoints.filter(({ name }) => name !== 'gone');
        return due;
      },
    };
    dispatch(removing, () => endpoints);
    await eventually(() => expect(hook.received).toHaveLength(1));
    expect(gone.received).toHaveLength(0);
  });

  it('that is added while it runs is told', async () => {
    const { outbox, add, isDone } = memoryOutbox();
    const hook = await receiver();
    const endpoints: Endpoint[] = [];
    add('ops');
    const dispatcher = dispatch(outbox, () => endpoints);
    endpoints.push(endpointAt(hook.url));
    dispatcher.kick();
    await eventually(() => expect(isDone()).toBe(true));
  });
});

describe('a full disk', () => {
  it('leads to no second sending of what arrived; it is recorded later', async () => {
    const { outbox, add, isDone } = memoryOutbox();
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
    dispatch(diskFull, [endpointAt(hook.url)]);
    await eventually(() => expect(isDone()).toBe(true));
    expect(hook.received).toHaveLength(1);
  });

  it('does not keep it from stopping', async () => {
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
    const dispatcher = dispatch(diskFull, [endpointAt(hook.url)]);
    await eventually(() => expect(refusals).toBeGreaterThan(1));
    await dispatcher.stop();
    expect(hook.received).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('is awaited by as many tries as there are, without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => {
      process.off('warning', onWarning);
    });
    const { outbox, add } = memoryOutbox();
    const mute = await receiver(() => {});
    const endpoints = ['one', 'two', 'three'].map((name) => endpointAt(mute.url, { name }));
    for (const { name } of endpoints)
      for (const stream of ['incident:1', 'incident:2', 'incident:3', 'incident:4']) add(name, stream);
    dispatch(outbox, endpoints);
    await eventually(() => expect(mute.received).toHaveLength(12));
    expect(warnings).toEqual([]);
  });

  it('in the middle of a try leaves the message due', async () => {
    const { outbox, add, outcomes, rows } = memoryOutbox();
    add('ops');
    const mute = await receiver(() => {});
    const dispatcher = dispatch(outbox, [endpointAt(mute.url)]);
    await eventually(() => expect(mute.received).toHaveLength(1));
    await dispatcher.stop();
    expect(outcomes).toHaveLength(0);
    expect(rows[0]).toMatchObject({ attempts: 0, deliveredAt: null });
  });

  it('while a 2xx that was received still trickles records it', async () => {
    const { outbox, add, outcomes } = memoryOutbox();
    add('ops');
    const slow = await receiver((_, response) => response.writeHead(200).write('well'));
    const arrival = headersArrival();
    const dispatcher = dispatch(outbox, [endpointAt(slow.url)]);
    await arrival;
    await dispatcher.stop();
    expect(outcomes).toMatchObject([{ status: 200, error: null }]);
  });
});
