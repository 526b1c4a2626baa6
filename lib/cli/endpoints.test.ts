import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryListSchema } from '../contracts/delivery.ts';
import { endpointListSchema } from '../contracts/endpoint.ts';
import type { Outcome as Tried } from '../notify/outbox.ts';
import { disableEndpoint, syncEndpoints } from '../store/endpoints.ts';
import { dueMessages, findDelivery, recordDelivery } from '../store/messages.ts';
import { storeOutage } from '../testing/outage.ts';
import { makePlace, type Place } from './database/testing/command.ts';
import { deliveriesCommand } from './deliveries.ts';
import { endpointsCommand } from './endpoints.ts';
import { replayCommand } from './replay.ts';

let place: Place;
let outage: Awaited<ReturnType<typeof storeOutage>>;

beforeEach(async () => {
  place = await makePlace();
  outage = await storeOutage(place.db, Date.now());
});
afterEach(() => place.close());

const endpoints = (...argv: string[]) => place.run(endpointsCommand, ...argv);
const deliveries = (...argv: string[]) => place.run(deliveriesCommand, ...argv);
const replay = (...argv: string[]) => place.run(replayCommand, ...argv);

describe('pairwatch endpoints', () => {
  it('tells who is told and why that fails', async () => {
    const { stdout } = await endpoints();
    expect(stdout).toMatch(
      /\nops +standard +https:\/\/ops\.example\.net +pairwatch\.yaml +failing +never +1 +1 +0\n/,
    );
    expect(stdout).toMatch(/\nops: failed .* ago\): The endpoint answered 500\.\n$/);
    const unusableReason = 'The key is gone. Restore it.';
    await place.db.write((tx) => tx.endpoint.updateMany({ data: { unusableReason } }));
    expect((await endpoints()).stdout).toMatch(
      /\nops .* can't be told +never(?:.|\n)*\nops: can't be told: The key is gone\. Restore it\.\n$/,
    );
    await place.db.write((tx) => disableEndpoint(tx, 'ops', 'It is gone (410).', Date.now()));
    expect((await endpoints()).stdout).toMatch(/\nops: disabled .*: It is gone \(410\)\.\n$/);
  });

  it('says of one that was never sent to that it was never used', async () => {
    await place.db.write(async (tx) => {
      await tx.delivery.deleteMany();
      await tx.message.deleteMany();
    });
    expect((await endpoints()).stdout).toMatch(/\nops .* never used +never +0 +0 +0\n$/);
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await endpoints('--json');
    expect(endpointListSchema.parse(JSON.parse(stdout)).endpoints.map(({ name }) => name)).toEqual(['ops']);
  });

  it.each([
    [['test'], 'found test; expected nothing, or test NAME'],
    [['remove', 'ops'], 'found remove ops; expected nothing, or test NAME'],
    [['test', 'ops', '--timeout', '30'], '--timeout is "30"; expected a time'],
  ])('refuses %j', async (argv, words) => {
    expect(await endpoints(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });
});

describe('pairwatch endpoints test', () => {
  type Outcome = Pick<Tried, 'status' | 'error' | 'outcome'>;

  /** What a collector does with the test once it is there: one try after the other. */
  async function deliverBy(...outcomes: Outcome[]): Promise<void> {
    for (const outcome of outcomes) {
      const message = await nextTest();
      const attempt = {
        messageId: message.id,
        attemptedAt: Date.now(),
        durationMs: 12,
        answer: null,
        disablesEndpoint: null,
      };
      await place.db.write((tx) => recordDelivery(tx, { ...attempt, ...outcome }));
    }
  }

  async function nextTest() {
    for (;;) {
      const query = { endpoints: ['ops'], busy: [], now: Date.now(), longestWaitMs: 60_000, perEndpoint: 10 };
      const due = await place.db.read((tx) => dueMessages(tx, query));
      const test = due.find(({ type }) => type === 'test');
      if (test) return test;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const failed = (outcome: Outcome['outcome']): Outcome => ({
    status: 500,
    error: 'The endpoint answered 500.',
    outcome,
  });

  it('tells each try until the message arrives', async () => {
    const running = endpoints('test', 'ops');
    await deliverBy(failed({ retryAt: Date.now() - 1 }), {
      status: 204,
      error: null,
      outcome: { deliveredAt: Date.now() },
    });
    const { code, stdout } = await running;
    expect(stdout).toMatch(
      /^Test \S+ for ops:\n {2}try 1: 500 after 12 ms: The endpoint answered 500\.\n {2}try 2: 204 after 12 ms\nDelivered\.\n$/,
    );
    expect(code).toBe(0);
  });

  it('fails when the message is given up', async () => {
    const running = endpoints('test', 'ops');
    await deliverBy(failed({ deadAt: Date.now() }));
    expect(await running).toMatchObject({ code: 1, stdout: expect.stringMatching(/\nGiven up\.\n$/) });
  });

  it('fails when it was not tried in time', async () => {
    const { code, stdout } = await endpoints('test', 'ops', '--timeout', '1ms');
    expect([code, stdout]).toEqual([1, expect.stringContaining('Not tried within')]);
  });

  it('writes nothing when no collector is there to send it', async () => {
    await place.db.write((tx) => tx.collector.updateMany({ data: { lastSeenAt: new Date(0) } }));
    const { code, stderr } = await endpoints('test', 'ops');
    expect([code, stderr]).toEqual([3, expect.stringContaining('no collector is running')]);
    const { stdout } = await deliveries('--json');
    expect(deliveryListSchema.parse(JSON.parse(stdout)).deliveries.some(({ type }) => type === 'test')).toBe(
      false,
    );
  });

  it('knows no other endpoint', async () => {
    expect(await endpoints('test', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^pairwatch endpoints: .*x/m),
    });
  });
});

describe('pairwatch deliveries', () => {
  it('lists what was written, newest first, and why it failed', async () => {
    const { stdout } = await deliveries();
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^id +endpoint +type +status +tries +written +what$/);
    expect(lines).toEqual([
      expect.stringMatching(
        `^${outage.waitingId} +ops +incident.opened +waiting +1 .* dhcp-b answers alone\\.$`,
      ),
      '  last try: The endpoint answered 500.',
      expect.stringMatching(`^${outage.deadId} +ops +incident.opened +dead +1 `),
      '  last try: The endpoint answered 500.',
    ]);
  });

  it('lists those that failed, of one endpoint', async () => {
    const { stdout } = await deliveries('--failed', '--endpoint', 'ops', '--json');
    expect(deliveryListSchema.parse(JSON.parse(stdout)).deliveries).toHaveLength(2);
  });

  it('shows one with each try, what was answered, and the message', async () => {
    const { stdout } = await deliveries('show', outage.waitingId);
    expect(stdout).toContain(`${outage.waitingId}: incident.opened for ops\ndhcp-b answers alone.\n`);
    expect(stdout).toMatch(
      /\ntry 1, .* ago\): 500 after 84 ms: The endpoint answered 500\.\n {2}out of order\n/,
    );
    expect(stdout).toMatch(
      /\nwaiting, next try .*\(in \d+ s\)\nmessage:\n {2}\{"type":"incident\.opened"\}\n$/,
    );
    expect((await deliveries('show', outage.deadId)).stdout).toContain('\ngiven up ');
  });

  it('lists those of an endpoint that was removed', async () => {
    await place.db.write((tx) => syncEndpoints(tx, [], Date.now()));
    expect((await deliveries('--endpoint', 'ops')).stdout).toContain(outage.deadId);
  });

  it('knows no other endpoint', async () => {
    const { code, stdout, stderr } = await deliveries('--endpoint', 'x');
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('there is no endpoint x;')]);
  });

  it('knows no other', async () => {
    expect(await deliveries('show', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no delivery x'),
    });
    expect((await deliveries('find', 'x')).code).toBe(2);
  });
});

describe('pairwatch replay', () => {
  it('sends one again', async () => {
    const { code, stdout } = await replay(outage.deadId);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${outage.deadId} is sent again.`)]);
    const found = await place.db.read((tx) => findDelivery(tx, outage.deadId));
    expect(found?.delivery.status).toBe('waiting');
  });

  it('sends again what an endpoint was not told', async () => {
    const { stdout } = await replay('--endpoint', 'ops', '--since', '1h');
    expect(stdout).toBe('Messages sent again to ops: 2.\n');
    expect((await replay('--endpoint', 'ops', '--since', '1m')).stdout).toBe(
      'Messages sent again to ops: 0.\n',
    );
  });

  it.each([
    [[], 2, 'neither an id nor --endpoint'],
    [['a', 'b'], 2, 'expected one id'],
    [['a', '--endpoint', 'ops'], 2, 'one or the other'],
    [['--endpoint', 'ops'], 2, '--since is missing'],
    [['no-such-id'], 1, 'no-such-id'],
    [['--endpoint', 'x', '--since', '1h'], 1, 'x'],
  ])('refuses %j', async (argv, code, words) => {
    expect(await replay(...argv)).toMatchObject({ code, stderr: expect.stringContaining(words) });
  });
});

it.each([
  ['endpoints', endpointsCommand],
  ['deliveries', deliveriesCommand],
  ['replay', replayCommand],
])('tells the options of %s', async (name, command) => {
  expect((await place.run(command, '--help')).stdout).toMatch(`Usage: pairwatch ${name} `);
});
