import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../clock.ts';
import { type NtpAnswer, packetOf, TestNtpServer } from '../testing/ntp-server.ts';
import { SntpClock, type SntpClockOptions } from './sntp-clock.ts';

const MINUTE_MS = 60_000;
/** The test server reads its clock no finer. */
const ROUGHLY_MS = 1;

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

async function serve(...answers: [Partial<NtpAnswer>, ...Partial<NtpAnswer>[]]): Promise<TestNtpServer> {
  const server = await TestNtpServer.start(...answers);
  opened.push(server);
  return server;
}

function clockOf(port: number, options: Partial<SntpClockOptions> = {}): SntpClock {
  const server = { host: '127.0.0.1', port };
  const clock = new SntpClock(server, { clock: systemClock, spacingMs: 1, timeoutMs: 5_000, ...options });
  opened.push(clock);
  return clock;
}

const read = (clock: SntpClock, signal = AbortSignal.timeout(20_000)) => clock.read(signal);

describe('a reading', () => {
  test('is of four questions, each with a nonce of its own', async () => {
    const server = await serve({ offsetMs: 5_000 });
    const { offsetMs, uncertaintyMs, delayMs, at, ...rest } = await read(clockOf(server.port));
    expect(new Set(server.questions.map((question) => question.toString('hex'))).size).toBe(4);
    expect(Math.abs(offsetMs - 5_000)).toBeLessThanOrEqual(uncertaintyMs + ROUGHLY_MS);
    expect(uncertaintyMs).toBeGreaterThanOrEqual(delayMs / 2);
    expect(Number.isInteger(at)).toBe(true);
    expect(rest).toEqual({
      method: 'sntp',
      synchronised: true,
      upstream: '192.0.2.1 (stratum 1)',
      upstreamOffsetMs: null,
    });
  });

  test('is the fastest of the answers', async () => {
    const slow = { offsetMs: 1_000, delayMs: 300 };
    const server = await serve(slow, slow, { offsetMs: 7_000 }, slow);
    expect((await read(clockOf(server.port))).offsetMs).toBeCloseTo(7_000, -3);
  });

  test('leaves out what the server took to answer', async () => {
    const server = await serve({ delayMs: 200, heldMs: 200 });
    const { delayMs } = await read(clockOf(server.port));
    expect(delayMs).toBeLessThan(200);
  });

  test('bears with one lost packet', async () => {
    const server = await serve({ silent: true }, { offsetMs: 3_000 });
    const reading = await read(clockOf(server.port, { timeoutMs: 500 }));
    expect(reading.offsetMs).toBeCloseTo(3_000, -3);
  });

  test('of a server that is not synchronised is its clock all the same', async () => {
    const server = await serve({ leap: 3, stratum: 0, referenceId: '\0\0\0\0', offsetMs: -90_000 });
    expect(await read(clockOf(server.port))).toMatchObject({
      offsetMs: expect.closeTo(-90_000, -3),
      synchronised: false,
      upstream: null,
    });
  });

  test('of a server whose source is its own clock does not call it synchronised', async () => {
    const server = await serve({ stratum: 8, referenceId: '\x7f\x7f\x01\x01' });
    expect(await read(clockOf(server.port))).toMatchObject({ synchronised: false, upstream: null });
  });

  test('is what was answered when the deadline passes', async () => {
    const server = await serve({ offsetMs: 6_000 }, { silent: true });
    const deadline = new AbortController();
    const reading = read(clockOf(server.port), deadline.signal);
    await expect.poll(() => server.questions.length).toBe(2);
    deadline.abort(new Error('enough'));
    expect((await reading).offsetMs).toBeCloseTo(6_000, -3);
  });

  test('is of one question when the last four are less than a minute ago', async () => {
    const server = await serve({});
    const { clock, pass } = handClock();
    const sntp = clockOf(server.port, { clock });
    for (const expected of [4, 5, 6]) {
      await read(sntp);
      expect(server.questions).toHaveLength(expected);
    }
    pass(MINUTE_MS);
    await read(sntp);
    expect(server.questions).toHaveLength(10);
  });
});

describe('what is no answer to our question is passed over', () => {
  const forged = { originate: Buffer.alloc(8, 7) };
  test.each<[string, (question: Buffer) => Buffer]>([
    ['an answer to another question', (question) => packetOf(question, { ...forged, offsetMs: 1e6 })],
    [
      'a kiss of death to another question',
      (question) => packetOf(question, { ...forged, stratum: 0, referenceId: 'DENY' }),
    ],
    ['a question', (question) => question],
    ['too few bytes', (question) => packetOf(question).subarray(0, 40)],
    ['an answer that was held longer than it took', (question) => packetOf(question, { heldMs: 60_000 })],
    ['an answer sent before its question came', (question) => packetOf(question, { heldMs: -60_000 })],
  ])('%s', async (_, stray) => {
    const before = (question: Buffer) => [stray(question)];
    const good = await serve({ before, offsetMs: 2_000 });
    expect((await read(clockOf(good.port))).offsetMs).toBeCloseTo(2_000, -3);
    const bad = await serve({ before, silent: true });
    await expect(read(clockOf(bad.port, { timeoutMs: 400 }))).rejects.toMatchObject({ kind: 'protocol' });
    expect(bad.questions).toHaveLength(1);
  });
});

describe('a server that does not answer', () => {
  test('is asked twice', async () => {
    const server = await serve({ silent: true });
    await expect(read(clockOf(server.port, { timeoutMs: 50 }))).rejects.toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining(`127.0.0.1:${server.port}`),
    });
    expect(server.questions).toHaveLength(2);
  });

  test('is known at once where nothing listens', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    await expect(read(clockOf(port))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('clock: { ntp: false }'),
    });
  });

  test('may have a name without an address', async () => {
    const sntp = new SntpClock({ host: 'no-such-host.invalid', port: 123 }, { clock: systemClock });
    opened.push(sntp);
    await expect(read(sntp)).rejects.toMatchObject({ kind: 'host-unknown' });
  });

  test('is not waited for when the caller leaves', async () => {
    const server = await serve({ silent: true });
    const leave = new AbortController();
    const reading = read(clockOf(server.port), leave.signal);
    await expect.poll(() => server.questions.length).toBe(1);
    leave.abort(new Error('enough'));
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('a kiss of death', () => {
  const kiss = (referenceId: string) => ({ leap: 3, stratum: 0, referenceId });

  test('RATE: the server is asked less often for good, and even less if it says so again', async () => {
    const server = await serve(kiss('RATE'), {}, kiss('RATE'), {});
    const { clock, pass } = handClock();
    const sntp = clockOf(server.port, { clock });
    const refused = { kind: 'rate-limited', message: expect.stringContaining('too often (RATE)') };

    await expect(read(sntp)).rejects.toMatchObject(refused);
    pass(2 * MINUTE_MS - 1);
    await expect(read(sntp)).rejects.toMatchObject(refused);
    expect(server.questions).toHaveLength(1);
    pass(1);
    await read(sntp);
    await expect(read(sntp)).rejects.toMatchObject(refused);
    expect(server.questions).toHaveLength(2);

    pass(2 * MINUTE_MS);
    await expect(read(sntp)).rejects.toMatchObject(refused);
    pass(4 * MINUTE_MS - 1);
    await expect(read(sntp)).rejects.toMatchObject(refused);
    expect(server.questions).toHaveLength(3);
    pass(1);
    await read(sntp);
    expect(server.questions).toHaveLength(4);
  });

  test('RATE amid a reading ends it with what was answered', async () => {
    const server = await serve({ offsetMs: 4_000 }, kiss('RATE'));
    const sntp = clockOf(server.port);
    expect((await read(sntp)).offsetMs).toBeCloseTo(4_000, -3);
    await expect(read(sntp)).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(server.questions).toHaveLength(2);
  });

  test.each(['DENY', 'RSTR'])(
    '%s: the server is left alone for a day, which the message says',
    async (code) => {
      const server = await serve(kiss(code), {});
      const { clock, pass } = handClock();
      const sntp = clockOf(server.port, { clock });
      const refused = {
        kind: 'denied',
        message: expect.stringMatching(new RegExp(`\\(${code}\\).* again at 2026-11-22T12:00:00.000Z`)),
      };
      await expect(read(sntp)).rejects.toMatchObject(refused);
      pass(24 * 60 * MINUTE_MS - 1);
      await expect(read(sntp)).rejects.toMatchObject(refused);
      expect(server.questions).toHaveLength(1);
      pass(1);
      await read(sntp);
    },
  );
});

/** A clock whose minutes pass by hand; what is sooner than a second passes by itself. */
function handClock(): { clock: Clock; pass(ms: number): void } {
  let now = Date.parse('2026-11-21T12:00:00Z');
  let timers: { at: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(delayMs, callback) {
      if (delayMs < 1_000) return systemClock.after(delayMs, callback);
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  const pass = (ms: number) => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { callback } of due) callback();
  };
  return { clock, pass };
}
