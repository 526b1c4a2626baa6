import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ByteFeed } from '../omapi/codec/byte-feed.ts';
import { algorithmWireName, createSigner, type OmapiKey, type Signer } from '../omapi/codec/hmac.ts';
import {
  encodeAttributes,
  encodeInteger,
  INTRO,
  type OmapiMessage,
  OPERATION_NUMBERS,
} from '../omapi/codec/message.ts';
import { readConversation } from '../omapi/codec/read-message.ts';
import { SimulatedOmapiServer } from './omapi-server.ts';

vi.setConfig({ testTimeout: 20_000 });
const PATIENCE = { timeout: 15_000, interval: 2 };

const SECRET = 'c2VjcmV0LWtleS1mb3ItdGVzdHM=';
const KEY: OmapiKey = { name: 'omapi_key', algorithm: 'hmac-sha1', secret: SECRET };
const OTHER_KEY: OmapiKey = { name: 'other', algorithm: 'hmac-md5', secret: SECRET };
const OBJECTS = {
  failoverState: () => undefined,
  lease: (address: string) => (address === '10.0.0.1' ? { state: 2, poolHandle: 1 } : undefined),
  pool: () => ({ leaseCount: 10, freeLeases: 5, backupLeases: -1 }),
};

type Sent = {
  operation?: number;
  handle?: number;
  id?: number;
  rid?: number;
  message?: Record<string, string | Buffer>;
  object?: Record<string, string | Buffer>;
};

/** A client that, unlike ours, can say anything. */
class RawClient {
  readonly #socket: Socket;
  readonly #messages: OmapiMessage[] = [];
  signer: Signer | null = null;
  ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const feed = new ByteFeed(readConversation({ intro() {}, message: (m) => this.#messages.push(m) }));
    socket.on('data', (chunk: Buffer) => feed.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.ended = true;
    });
    socket.write(INTRO);
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  send({
    operation = OPERATION_NUMBERS.open,
    handle = 0,
    id = 1,
    rid = 0,
    message = {},
    object = {},
  }: Sent): void {
    const authentication = [this.signer?.authid ?? 0, this.signer?.macBytes ?? 0];
    const bytes = Buffer.concat([
      ...[...authentication, operation, handle, id, rid].map(encodeInteger),
      ...[message, object].map((list) =>
        encodeAttributes(Object.entries(list).map(([name, value]) => [name, Buffer.from(value)])),
      ),
    ]);
    this.#socket.write(this.signer ? Buffer.concat([bytes, this.signer.sign(bytes.subarray(4))]) : bytes);
  }

  async ask(sent: Sent): Promise<OmapiMessage> {
    const before = this.#messages.length;
    this.send(sent);
    await vi.waitUntil(() => this.#messages.length > before || this.ended, PATIENCE);
    const message = this.#messages[before];
    return message ?? expect.fail('the connection was closed instead of an answer');
  }

  async status(sent: Sent) {
    const { operation, message, authid } = await this.ask(sent);
    expect(operation).toBe('status');
    return {
      code: message.get('result')?.readUInt32BE(0),
      text: message.get('message')?.toString(),
      signed: authid !== 0,
    };
  }

  async authenticate(key = KEY, as = key): Promise<void> {
    const reply = await this.ask(authenticatorOpen(as));
    expect(reply).toMatchObject({ operation: 'update', authid: 0, rid: 1 });
    this.signer = createSigner(key, reply.handle);
  }

  /** Resolves when the server has ended the connection. */
  async end(): Promise<void> {
    await vi.waitUntil(() => this.ended, PATIENCE);
  }

  close(): void {
    this.#socket.destroy();
  }
}

const authenticatorOpen = ({ name, algorithm }: OmapiKey): Sent => ({
  message: { type: 'authenticator' },
  object: { name, algorithm: algorithmWireName(algorithm) },
});
const openOf = (type: string, object: Sent['object'] = {}): Sent => ({ message: { type }, object });

let server: SimulatedOmapiServer;
let client: RawClient;
let port: number;

async function serve(key: OmapiKey | undefined): Promise<void> {
  server = new SimulatedOmapiServer({ key, otherKeys: [OTHER_KEY], objects: OBJECTS });
  port = await server.listen(0);
  client = await RawClient.open(port);
}
afterEach(async () => {
  client.close();
  await server.close();
});

describe('with an omapi-key', () => {
  beforeEach(() => serve(KEY));

  const REFUSED: [string, Sent, number, string | undefined][] = [
    ['an unknown key', authenticatorOpen({ ...KEY, name: 'nobody' }), 23, 'no object matches specification'],
    [
      'the key with another algorithm',
      authenticatorOpen({ ...KEY, algorithm: 'hmac-md5' }),
      23,
      'no object matches specification',
    ],
    [
      'a key without algorithm',
      openOf('authenticator', { name: KEY.name }),
      23,
      'no object matches specification',
    ],
    ['no key at all', openOf('authenticator'), 27, "can't create new object"],
    ['a key that is not the omapi-key', authenticatorOpen(OTHER_KEY), 393227, "can't select authenticator"],
    ['an unsigned question', openOf('control'), 393225, 'No authenticator on message'],
  ];
  test.each(REFUSED)('refuses %s, unsigned', async (_, sent, code, text) => {
    expect(await client.status(sent)).toEqual({ code, text, signed: false });
  });

  test('knows key names in any case', async () => {
    await client.authenticate(KEY, { ...KEY, name: 'OMAPI_Key' });
    expect(await client.ask(openOf('control'))).toMatchObject({ operation: 'update' });
  });

  test('answers a wrong signature without text or signature, and stays', async () => {
    await client.authenticate({ ...KEY, secret: 'YW5vdGhlcg==' }, KEY);
    const refusal = { code: 393227, text: undefined, signed: false };
    expect(await client.status(openOf('control'))).toEqual(refusal);
    expect(await client.status(openOf('control'))).toEqual(refusal);
  });

  test('signs its answers', async () => {
    await client.authenticate();
    const reply = await client.ask({ ...openOf('control'), id: 77 });
    expect(reply).toMatchObject({ operation: 'update', rid: 77, authid: client.signer?.authid });
    expect(client.signer?.verify(reply.signedBytes, reply.signature)).toBe(true);
    expect(reply.object.get('state')).toEqual(encodeInteger(0));
  });

  test('ends the connection at an authid that was not opened on it', async () => {
    client.signer = createSigner(KEY, 1);
    client.send(openOf('control'));
    await client.end();
  });
});

describe('without an omapi-key', () => {
  beforeEach(() => serve(undefined));

  test.each<[string, Sent, number, string]>([
    [
      'an unknown failover peer',
      openOf('failover-state', { name: 'x' }),
      23,
      'no object matches specification',
    ],
    [
      'an address in no range',
      openOf('lease', { 'ip-address': Buffer.from([10, 0, 0, 2]) }),
      23,
      'no object matches specification',
    ],
    [
      'an address of five bytes',
      openOf('lease', { 'ip-address': Buffer.alloc(5) }),
      393219,
      'object lookup failed',
    ],
    ['a lease without a key', openOf('lease'), 27, "can't create new object"],
    ['a failover-state without a key', openOf('failover-state'), 27, "can't create new object"],
    ['a pool opened by type', openOf('pool'), 27, 'unsearchable object type'],
    ['a type nobody knows', openOf('leese'), 23, 'no matching handle'],
    ['no type', {}, 23, 'no matching handle'],
    ['a handle never given', { operation: OPERATION_NUMBERS.refresh, handle: 99 }, 23, 'no matching handle'],
    ['an update', { operation: OPERATION_NUMBERS.update, handle: 1 }, 27, 'not implemented'],
    ['a delete', { operation: OPERATION_NUMBERS.delete, handle: 1 }, 27, 'not implemented'],
    ['a notify', { operation: OPERATION_NUMBERS.notify }, 27, 'not implemented'],
  ])('refuses %s', async (_, sent, code, text) => {
    expect(await client.status(sent)).toEqual({ code, text, signed: false });
  });

  test.each<[string, Sent]>([
    ['a status', { operation: OPERATION_NUMBERS.status }],
    ['an operation beyond 6', { operation: 7 }],
    ['a rid that is not 0', { ...openOf('control'), rid: 1 }],
  ])('ends the connection at %s', async (_, sent) => {
    client.send(sent);
    await client.end();
  });

  test('leads from a lease to its pool', async () => {
    const lease = await client.ask(openOf('lease', { 'ip-address': Buffer.from([10, 0, 0, 1]) }));
    const handle = lease.object.get('pool')?.readUInt32BE(0) ?? 0;
    const pool = await client.ask({ operation: OPERATION_NUMBERS.refresh, handle });
    expect(pool).toMatchObject({ operation: 'update', handle });
    expect([...pool.object]).toEqual([
      ['lease-count', encodeInteger(10)],
      ['free-leases', encodeInteger(5)],
      ['backup-leases', encodeInteger(-1)],
    ]);
  });

  test('a key that is declared may be opened, and signs', async () => {
    await client.authenticate(OTHER_KEY);
    expect(await client.ask(openOf('control'))).toMatchObject({
      operation: 'update',
      authid: client.signer?.authid,
    });
  });

  test('serves each client apart, and cuts all of them at its end', async () => {
    const second = await RawClient.open(port);
    expect(await second.ask(openOf('control'))).toMatchObject({ operation: 'update' });
    expect(server.clientCount).toBe(2);
    await server.close();
    await Promise.all([client.end(), second.end()]);
    expect(server.clientCount).toBe(0);
  });
});

test('a port that is taken is an error', async () => {
  await serve(undefined);
  const second = new SimulatedOmapiServer({ objects: OBJECTS });
  await expect(second.listen(port)).rejects.toThrow(/EADDRINUSE/);
});
