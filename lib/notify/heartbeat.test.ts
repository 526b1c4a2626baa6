import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../clock.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { createHeartbeats, type HeartbeatOptions } from './heartbeat.ts';
import { eventually } from './testing/eventually.ts';
import { untilTestEnds } from './testing/until-test-ends.ts';
import { TRY_TIMEOUT_MS } from './time-limit.ts';

const receiver = (...options: Parameters<typeof startWebhookReceiver>) =>
  untilTestEnds(startWebhookReceiver(...options));

const MINUTE_MS = 60_000;

/** Tells besides which waits were begun: a beat is over once it waits for the next one. */
class NotingClock extends HandClock {
  readonly waits: number[] = [];

  override after(delayMs: number, callback: () => void): () => void {
    this.waits.push(delayMs);
    return super.after(delayMs, callback);
  }
}

function beatAt(url: string, more: Partial<HeartbeatOptions> = {}) {
  const target = {
    name: 'watchdog',
    url,
    everyMs: 5 * MINUTE_MS,
    headers: { 'X-Key': 'k' },
    tls: { ca: null, cert: null, key: null },
    proxy: null,
    allow: ['127.0.0.0/8'],
  };
  const clock = new NotingClock();
  const heartbeats = createHeartbeats({
    targets: [target],
    clock,
    random: () => 0,
    log: pino({ level: 'silent' }),
    isWorking: () => true,
    ...more,
  });
  onTestFinished(() => heartbeats.stop());
  heartbeats.start();
  return { heartbeats, clock };
}

it('asks by GET at the start and then every so often', async () => {
  const hook = await receiver();
  const { heartbeats, clock } = beatAt(hook.url);
  clock.advance(0);
  await eventually(() => expect(clock.waits).toEqual([0, TRY_TIMEOUT_MS, 5 * MINUTE_MS]));
  expect(hook.received).toMatchObject([
    { method: 'GET', path: '/hook', headers: { 'user-agent': 'Pairwatch-Heartbeat/1', 'x-key': 'k' } },
  ]);
  clock.advance(5 * MINUTE_MS);
  await eventually(() => expect(hook.received).toHaveLength(2));
  expect(heartbeats.status()).toEqual([{ name: 'watchdog', failingSince: null, error: null }]);
});

it('tells since when and why it fails, and asks again sooner until it arrives', async () => {
  let status = 500;
  const hook = await receiver((_, response) => response.writeHead(status).end());
  const { heartbeats, clock } = beatAt(hook.url);
  const failing = [{ name: 'watchdog', failingSince: 0, error: 'answered 500 Internal Server Error' }];
  clock.advance(0);
  await eventually(() => expect(clock.waits).toEqual([0, TRY_TIMEOUT_MS, 30_000]));
  expect(heartbeats.status()).toEqual(failing);
  clock.advance(30_000);
  await eventually(() => expect(clock.waits.slice(3)).toEqual([TRY_TIMEOUT_MS, 30_000]));
  expect(heartbeats.status()).toEqual(failing);
  status = 204;
  clock.advance(30_000);
  await eventually(() => expect(clock.waits.slice(5)).toEqual([TRY_TIMEOUT_MS, 5 * MINUTE_MS]));
  expect(heartbeats.status()).toEqual([{ name: 'watchdog', failingSince: null, error: null }]);
});

it.each([false, 'no server was reached for 5 min'])(
  'is silent while Pairwatch does not work (%s)',
  async (reason) => {
    const hook = await receiver();
    let working: boolean | string = reason;
    const { heartbeats, clock } = beatAt(hook.url, { isWorking: () => working });
    await clock.pass(10 * MINUTE_MS);
    expect(hook.received).toHaveLength(0);
    expect(heartbeats.status()).toEqual([{ name: 'watchdog', failingSince: null, error: null }]);
    working = true;
    await clock.pass(30_000);
    await eventually(() => expect(hook.received).toHaveLength(1));
  },
);

it('goes to permitted addresses only', async () => {
  const { heartbeats, clock } = beatAt('http://10.0.0.1/');
  clock.advance(0);
  await eventually(() =>
    expect(heartbeats.status()[0]?.error).toContain('add allow: [10.0.0.0/8] to its settings'),
  );
});

it('ends a try that gets no answer', async () => {
  const mute = await receiver(() => {});
  const { heartbeats } = beatAt(mute.url, { clock: systemClock, tryTimeoutMs: 50 });
  await eventually(() => expect(heartbeats.status()[0]?.error).toBe('no answer within 0.05 s'));
});

it('stops in the middle of a try, which then proves nothing', async () => {
  const mute = await receiver(() => {});
  const { heartbeats, clock } = beatAt(mute.url);
  clock.advance(0);
  await eventually(() => expect(mute.received).toHaveLength(1));
  await heartbeats.stop();
  expect(heartbeats.status()).toEqual([{ name: 'watchdog', failingSince: null, error: null }]);
  expect(clock.waiting).toBe(0);
});
