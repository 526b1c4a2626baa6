import { afterEach, describe, expect, test, vi } from 'vitest';
import { type OmapiFaults, type SimulatedObjects, SimulatedOmapiServer } from '../simulate/omapi-server.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { OmapiClient, type OmapiClientOptions } from './client.ts';
import { OMAPI_ALGORITHMS, type OmapiKey } from './codec/hmac.ts';
import { encodeInteger, INTRO } from './codec/message.ts';
import type { OmapiError } from './errors.ts';
import { SECRET } from './testing/fixtures.ts';

vi.setConfig({ testTimeout: 20_000 });

const KEY: OmapiKey = { name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET };
const OTHER_KEY: OmapiKey = { name: 'other_key', algorithm: 'hmac-md5', secret: SECRET };
const STATE = {
  localState: 2,
  partnerState: 2,
  localStosSeconds: 1_700_000_000,
  partnerStosSeconds: 1_700_000_000,
  hierarchy: 0,
  mcltSeconds: 600,
  unackedUpdates: 0,
} as const;

/** One peer, `pair`, and two pools: 10.1.0.0/16 has number 1, 10.2.0.0/16 number 2. */
class Objects implements SimulatedObjects {
  askedStates = 0;
  askedLeases = 0;

  failoverState(name: string) {
    this.askedStates += 1;
    return name === 'pair' ? STATE : undefined;
  }
  lease(address: string) {
    this.askedLeases += 1;
    const network = Number(address.split('.')[1]);
    return network === 1 || network === 2 ? { state: 1, poolHandle: network } : undefined;
  }
  pool(number: number) {
    return { leaseCount: 100 * number, freeLeases: 40, backupLeases: 50 };
  }
}

type Setup = {
  key?: OmapiKey | undefined;
  faults?: OmapiFaults;
  port?: number;
  client?: Partial<OmapiClientOptions>;
};

const openThings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of openThings.splice(0).reverse()) await close();
});

async function startServer({ key = KEY, faults = {}, port = 0 }: Setup = {}) {
  const objects = new Objects();
  const server = new SimulatedOmapiServer({ key, otherKeys: [OTHER_KEY], objects, faults });
  openThings.push(() => server.close());
  return { server, objects, port: await server.listen(port) };
}

function startClient(port: number, options: Partial<OmapiClientOptions> = {}) {
  const clock = new HandClock();
  const client = new OmapiClient({ host: '127.0.0.1', port, key: KEY, clock, random: () => 1, ...options });
  openThings.push(() => client.close());
  return { client, clock };
}

async function start(setup: Setup = {}) {
  const started = await startServer(setup);
  return { ...started, ...startClient(started.port, setup.client) };
}

/** Waits for what the other end of a socket does, however busy the machine. */
const eventually = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 15_000, interval: 2 });

/** What the promise rejects with; its rejection is handled from the call on. */
const failure = (promise: Promise<unknown>): Promise<OmapiError> =>
  promise.then(
    (value) => expect.fail(`did not fail: ${JSON.stringify(value)}`),
    (error) => error,
  );

describe('reading', () => {
  test.each(OMAPI_ALGORITHMS)('signed with %s', async (algorithm) => {
    const key = { ...KEY, algorithm };
    const { client } = await start({ key, client: { key } });
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair', localState: 'normal' });
    expect((await client.ping()).roundTripMs).toBeGreaterThan(0);
  });

  test('unsigned, where no key is wanted', async () => {
    const server = new SimulatedOmapiServer({ objects: new Objects() });
    openThings.push(() => server.close());
    const { client } = startClient(await server.listen(0), { key: undefined });
    expect(await client.failoverState('pair')).toMatchObject({ localState: 'normal' });
  });

  test('pool counters find their pool once', async () => {
    const { client, objects } = await start();
    const first = await client.poolCounters('10.1.0.5');
    expect(first).toMatchObject({ leaseCount: 100, freeLeases: 40, backupLeases: 50 });
    expect(await client.poolCounters('10.1.0.5')).toEqual(first);
    expect(objects.askedLeases).toBe(1);
    expect((await client.poolCounters('10.1.0.6')).handle).toBe(first.handle);
    expect((await client.poolCounters('10.2.0.5')).leaseCount).toBe(200);
  });

  test('many questions at once share one connection, and each gets its own answer', async () => {
    const { client, server, objects } = await start();
    await client.ping();
    server.setFaults({ holdReplies: true });
    const states = Promise.all(Array.from({ length: 50 }, () => client.failoverState('pair')));
    const pools = Promise.all(['10.1.0.1', '10.2.0.1'].map((address) => client.poolCounters(address)));
    await eventually(() => objects.askedStates === 50 && objects.askedLeases === 2);
    expect(server.clientCount).toBe(1);
    server.setFaults({});
    expect(await states).toHaveLength(50);
    expect((await pools).map(({ leaseCount }) => leaseCount)).toEqual([100, 200]);
  });

  test('however slowly the bytes come', async () => {
    const { client } = await start({ faults: { pieceBytes: 1 } });
    expect(await client.failoverState('pair')).toMatchObject({ localState: 'normal' });
    expect(await client.poolCounters('10.1.0.5')).toMatchObject({ leaseCount: 100 });
  });

  test('several clients at once', async () => {
    const { server, port, client } = await start();
    const { client: second } = startClient(port);
    expect(await Promise.all([client.ping(), second.ping()])).toHaveLength(2);
    expect(server.clientCount).toBe(2);
  });
});

describe('what the server refuses', () => {
  test.each<[string, OmapiKey | undefined, string]>([
    ['an unknown key', { ...KEY, name: 'nobody' }, 'key-unknown'],
    ['a key with another algorithm', { ...KEY, algorithm: 'hmac-sha1' }, 'key-unknown'],
    ['a key that is not the omapi-key', OTHER_KEY, 'key-not-selected'],
    ['a wrong secret', { ...KEY, secret: 'YW5vdGhlcg==' }, 'secret-wrong'],
    ['no key', undefined, 'key-needed'],
  ])('%s', async (_, key, kind) => {
    const { client } = await start({ client: { key } });
    expect(await failure(client.failoverState('pair'))).toMatchObject({ kind });
  });

  test('an unknown peer and an address in no range; the connection goes on', async () => {
    const { client, server } = await start();
    expect(await failure(client.failoverState('Pair'))).toMatchObject({
      kind: 'peer-unknown',
      resultCode: 23,
    });
    expect(await failure(client.poolCounters('10.9.0.1'))).toMatchObject({ kind: 'address-unknown' });
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
    expect(server.clientCount).toBe(1);
  });

  test('a wrong secret leaves the connection standing', async () => {
    const { client, server } = await start({ client: { key: { ...KEY, secret: 'YW5vdGhlcg==' } } });
    await failure(client.ping());
    expect(await failure(client.ping())).toMatchObject({ kind: 'secret-wrong' });
    expect(server.clientCount).toBe(1);
  });

  test('a key that cannot be one is refused before anything is sent', () => {
    expect(() => startClient(1, { key: { ...KEY, secret: '!' } })).toThrow(
      expect.objectContaining({ kind: 'key-malformed' }),
    );
  });
});

describe('what is no OMAPI server', () => {
  test('nothing there', async () => {
    const { server, port } = await startServer();
    await server.close();
    const { client } = startClient(port);
    expect(await failure(client.ping())).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(`omapi-port ${port}`),
    });
  });

  test('a name that does not resolve', async () => {
    // A label too long for any name server, so that none is asked.
    const { client } = startClient(7911, { host: `${'x'.repeat(64)}.invalid` });
    expect(await failure(client.ping())).toMatchObject({ kind: 'host-unknown' });
  });

  test.each<[string, NonNullable<OmapiFaults['greeting']>, string]>([
    ['SSH', { banner: 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n' }, 'not-omapi'],
    ['HTTP', { banner: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n' }, 'not-omapi'],
    ['a door that shuts at once', 'close', 'closed-before-intro'],
  ])('%s', async (_, greeting, kind) => {
    const { client } = await start({ faults: { greeting } });
    expect(await failure(client.ping())).toMatchObject({ kind });
  });

  test('one that takes the connection and says nothing', async () => {
    // Without end for connecting, so that the only timer that can fall due is the intro's.
    const patient = { connectTimeoutMs: Number.POSITIVE_INFINITY };
    const { client, clock } = await start({ faults: { greeting: 'silence' }, client: patient });
    const ping = failure(client.ping());
    let settled = false;
    ping.finally(() => {
      settled = true;
    });
    await eventually(() => {
      clock.advance(10_000);
      return settled;
    });
    expect(await ping).toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/said nothing for 10 s/),
    });
  });
});

describe('what breaks the protocol ends the connection', () => {
  test.each<[string, OmapiFaults, string, RegExp]>([
    ['a reply cut short', { cutReplyAfterBytes: 60 }, 'disconnected', /in the middle of a message/],
    [
      'a reply signed by another',
      { signWrongly: true },
      'signature-wrong',
      /signature is not that of the key/,
    ],
    ['an object without a signature', { objectsUnsigned: true }, 'protocol', /without a signature/],
    ['an answer to no question', { ridOffset: 1000 }, 'protocol', /request 100\d, which is not waiting/],
    ['a value too large', { oversizedValueBytes: 65_537 }, 'protocol', /65537 bytes/],
  ])('%s', async (_, faults, kind, text) => {
    const { client, server } = await start();
    const told = vi.fn();
    client.onDisconnect(told);
    await client.ping();
    server.setFaults(faults);
    const error = await failure(client.failoverState('pair'));
    expect(error).toMatchObject({ kind, message: expect.stringMatching(text) });
    expect(told.mock.calls).toEqual([[error]]);
    // And the next call makes a new one.
    server.setFaults({});
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
  });

  test('garbage in the same breath as the intro leaves no dead connection behind', async () => {
    const garbage = Buffer.concat([INTRO, Buffer.alloc(8), encodeInteger(9), Buffer.alloc(12)]);
    const greeting = { banner: garbage.toString('latin1') };
    const { client, clock, server } = await start({ faults: { greeting }, client: { key: undefined } });
    expect(await failure(client.ping())).toMatchObject({ kind: 'protocol' });
    server.setFaults({});
    clock.advance(250);
    expect(await failure(client.ping())).toMatchObject({ kind: 'key-needed' });
  });

  test('a value as large as it may be does not', async () => {
    const { client } = await start({ faults: { oversizedValueBytes: 65_536 } });
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
  });
});

describe('a dhcpd before 4.4.3', () => {
  test('drops the first message signed with anything but hmac-md5', async () => {
    const { client } = await start({ faults: { onlyMd5: true } });
    expect(await failure(client.ping())).toMatchObject({
      kind: 'algorithm-unsupported',
      message: expect.stringMatching(/hmac-sha256.*hmac-md5 key, or upgrade/),
    });
  });

  test('serves hmac-md5', async () => {
    const key: OmapiKey = { ...KEY, algorithm: 'hmac-md5' };
    const { client } = await start({ key, faults: { onlyMd5: true }, client: { key } });
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
  });

  test('is not suspected once the algorithm has worked', async () => {
    const { client, server } = await start();
    await client.ping();
    server.setFaults({ onlyMd5: true });
    expect(await failure(client.ping())).toMatchObject({ kind: 'disconnected' });
    expect(await failure(client.ping())).toMatchObject({ kind: 'disconnected' });
  });
});

describe('deadlines', () => {
  const REQUEST_TIMEOUT_MS = 10_000;

  /** A client whose requests from now on reach the server and are not answered. */
  async function startHeld() {
    const started = await start();
    await started.client.ping();
    started.server.setFaults({ holdReplies: true });
    const told = vi.fn();
    started.client.onDisconnect(told);
    /** Asks, and lets time pass before it waits for the outcome. */
    const askAndWait = async (waitMs: number) => {
      const before = started.objects.askedStates;
      const error = failure(started.client.failoverState('pair'));
      await eventually(() => started.objects.askedStates > before);
      started.clock.advance(waitMs);
      return error;
    };
    return { ...started, told, askAndWait };
  }

  test('one missed fails the request alone; its late reply is dropped', async () => {
    const { client, server, askAndWait, told } = await startHeld();
    expect(await askAndWait(REQUEST_TIMEOUT_MS)).toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/failover-state "pair" within 10 s/),
    });
    server.setFaults({});
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
    expect(told).not.toHaveBeenCalled();
    expect(server.clientCount).toBe(1);
  });

  test('three missed in a row end the connection', async () => {
    const { client, server, askAndWait, told } = await startHeld();
    await askAndWait(REQUEST_TIMEOUT_MS);
    await askAndWait(REQUEST_TIMEOUT_MS);
    expect(told).not.toHaveBeenCalled();
    await askAndWait(REQUEST_TIMEOUT_MS);
    expect(told.mock.calls).toEqual([[expect.objectContaining({ kind: 'timeout' })]]);
    await eventually(() => server.clientCount === 0);
    server.setFaults({});
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
  });

  test('an answer in between, even a late one, begins the count anew', async () => {
    const { client, server, askAndWait, told } = await startHeld();
    for (let turn = 0; turn < 3; turn += 1) {
      await askAndWait(REQUEST_TIMEOUT_MS);
      await askAndWait(REQUEST_TIMEOUT_MS);
      server.setFaults({});
      await client.ping();
      server.setFaults({ holdReplies: true });
    }
    expect(told).not.toHaveBeenCalled();
  });

  test('a caller that goes leaves the connection, and its late reply is dropped', async () => {
    const { client, server, objects, told } = await startHeld();
    const controller = new AbortController();
    const error = failure(client.failoverState('pair', controller.signal));
    await eventually(() => objects.askedStates === 1);
    controller.abort(new Error('the page was closed'));
    expect(await error).toMatchObject({
      kind: 'aborted',
      message: expect.stringContaining('the page was closed'),
    });
    server.setFaults({});
    expect(await client.failoverState('pair')).toMatchObject({ name: 'pair' });
    expect(told).not.toHaveBeenCalled();
  });

  test('a caller’s own deadline is a timeout', async () => {
    const { client } = await startHeld();
    expect(await failure(client.failoverState('pair', AbortSignal.timeout(1)))).toMatchObject({
      kind: 'timeout',
    });
  });

  test('callers that go do not keep a dead connection alive', async () => {
    const { client, clock, objects, told } = await startHeld();
    for (let turn = 1; turn <= 3; turn += 1) {
      const controller = new AbortController();
      const error = failure(client.failoverState('pair', controller.signal));
      await eventually(() => objects.askedStates === turn);
      controller.abort();
      expect(await error).toMatchObject({ kind: 'aborted' });
    }
    clock.advance(REQUEST_TIMEOUT_MS - 1);
    expect(told).not.toHaveBeenCalled();
    clock.advance(1);
    expect(told).toHaveBeenCalledOnce();
  });

  test('a signal aborted before the call sends nothing', async () => {
    const { client, objects } = await start();
    expect(await failure(client.failoverState('pair', AbortSignal.abort()))).toMatchObject({
      kind: 'aborted',
    });
    await client.ping();
    expect(await failure(client.failoverState('pair', AbortSignal.abort()))).toMatchObject({
      kind: 'aborted',
    });
    expect(objects.askedStates).toBe(0);
  });

  test('a caller that goes while the connection is made does not break it for the others', async () => {
    const { client, server } = await start();
    const controller = new AbortController();
    const gone = failure(client.ping(controller.signal));
    const stays = client.ping();
    controller.abort();
    expect(await gone).toMatchObject({ kind: 'aborted', message: expect.stringContaining('connecting to') });
    expect((await stays).roundTripMs).toBeGreaterThan(0);
    expect(server.clientCount).toBe(1);
  });

  test('no timer outlives its request', async () => {
    const { client, clock } = await start();
    await client.failoverState('pair');
    expect(clock.waiting).toBe(0);
  });
});

describe('a server that comes and goes', () => {
  test('its end is told at once, and the next call connects again, with no handle of before', async () => {
    const { server, client, port } = await start();
    const told = vi.fn();
    client.onDisconnect(told);
    await client.poolCounters('10.1.0.5');
    await server.close();
    await eventually(() => told.mock.calls.length === 1);
    expect(told.mock.calls[0]).toEqual([expect.objectContaining({ kind: 'disconnected' })]);
    const { objects } = await startServer({ port });
    expect(await client.poolCounters('10.1.0.5')).toMatchObject({ leaseCount: 100 });
    expect(objects.askedLeases).toBe(1);
  });

  test('requests under way fail with the reason', async () => {
    const { server, client, objects } = await start();
    await client.ping();
    server.setFaults({ holdReplies: true });
    const errors = [failure(client.failoverState('pair')), failure(client.failoverState('pair'))];
    await eventually(() => objects.askedStates === 2);
    await server.close();
    for (const error of errors) expect(await error).toMatchObject({ kind: 'disconnected' });
  });

  test('while the back-off lasts, calls fail with the last error and try nothing', async () => {
    const { server, port } = await startServer();
    await server.close();
    const { client, clock } = startClient(port);
    const first = await failure(client.ping());
    expect(first).toMatchObject({ kind: 'refused' });
    await startServer({ port });
    // 250 ms at first, and the jitter is at its longest.
    clock.advance(249);
    expect(await failure(client.ping())).toBe(first);
    clock.advance(1);
    expect((await client.ping()).roundTripMs).toBeGreaterThan(0);
  });

  test('the back-off doubles up to 5 s, and is over after an answer', async () => {
    const { server, port } = await startServer();
    await server.close();
    const { client, clock } = startClient(port);
    for (const delayMs of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
      const error = await failure(client.ping());
      clock.advance(delayMs - 1);
      expect(await failure(client.ping())).toBe(error);
      clock.advance(1);
    }
    const { server: back } = await startServer({ port });
    await client.ping();
    const ended = new Promise((resolve) => client.onDisconnect(resolve));
    await back.close();
    await ended;
    const error = await failure(client.ping());
    expect(error).toMatchObject({ kind: 'refused' });
    clock.advance(250);
    expect(await failure(client.ping())).not.toBe(error);
  });

  test('a server that accepts the key and then drops us is not asked in a loop', async () => {
    const { client, clock } = await start({ faults: { onlyMd5: true } });
    const error = await failure(client.ping());
    expect(await failure(client.ping())).toBe(error);
    clock.advance(250);
    expect(await failure(client.ping())).not.toBe(error);
  });
});

describe('closing', () => {
  test('ends the connection and fails what waits and what comes', async () => {
    const { server, client, objects, clock } = await start();
    const told = vi.fn();
    client.onDisconnect(told);
    await client.ping();
    server.setFaults({ holdReplies: true });
    const waiting = failure(client.failoverState('pair'));
    await eventually(() => objects.askedStates === 1);
    client.close();
    client.close();
    expect(await waiting).toMatchObject({ kind: 'closed' });
    expect(await failure(client.ping())).toMatchObject({ kind: 'closed' });
    await eventually(() => server.clientCount === 0);
    expect(told).not.toHaveBeenCalled();
    expect(clock.waiting).toBe(0);
  });

  test('ends an attempt to connect', async () => {
    const { client, clock, server } = await start({ faults: { greeting: 'silence' } });
    const before = failure(client.ping());
    client.close();
    expect(await before).toMatchObject({ kind: 'closed' });
    await eventually(() => server.clientCount === 0);
    expect(clock.waiting).toBe(0);
  });

  test('a listener taken off hears nothing', async () => {
    const { client, server } = await start();
    const [kept, removed] = [vi.fn(), vi.fn()];
    client.onDisconnect(kept);
    client.onDisconnect(removed)();
    await client.ping();
    await server.close();
    await eventually(() => kept.mock.calls.length === 1);
    expect(removed).not.toHaveBeenCalled();
  });
});
