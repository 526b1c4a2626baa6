import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OMAPI_ALGORITHMS, type OmapiKey } from './codec/hmac.ts';
import type { Answer, Questions } from './testing/ask.ts';
import { DhcpdNamespace } from './testing/dhcpd-namespace.ts';

const HOST = '10.77.0.1';
const PORT = 7911;
const SECRET = 'c2VjcmV0LWtleS1mb3ItdGVzdHM=';
const ASK = join(import.meta.dirname, 'testing/ask.ts');

const KEY: OmapiKey = { name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET };
const OTHER_KEY: OmapiKey = { name: 'other_key', algorithm: 'hmac-md5', secret: SECRET };

function config(key: OmapiKey | undefined): string {
  const declared = [key, OTHER_KEY].filter((declaredKey) => declaredKey !== undefined);
  const keys = declared.map((k) => `key ${k.name} { algorithm ${k.algorithm}; secret ${k.secret}; }`);
  return `
    ${keys.join('\n')}
    omapi-port ${PORT};
    ${key ? `omapi-key ${key.name};` : ''}
    default-lease-time 600;
    max-lease-time 600;
    failover peer "office.pair-1" {
      primary;
      address ${HOST};
      port 647;
      peer address 10.77.0.2;
      peer port 847;
      max-response-delay 30;
      max-unacked-updates 10;
      mclt 300;
      split 100;
      load balance max seconds 3;
    }
    subnet 10.77.0.0 netmask 255.255.255.0 {
      pool { failover peer "office.pair-1"; range 10.77.0.100 10.77.0.149; }
      pool { failover peer "office.pair-1"; deny unknown-clients; range 10.77.0.200 10.77.0.209; }
    }`;
}

describe('a real dhcpd', () => {
  let namespace: DhcpdNamespace;

  beforeAll(async () => {
    namespace = await DhcpdNamespace.create(`pwom-${process.pid}`, `${HOST}/24`);
  });
  afterEach(() => namespace?.stop());
  // Where the namespace could not be made there is none to remove; that failure is reported already.
  afterAll(() => namespace?.remove());

  async function ask(
    questions: Questions['questions'],
    options: Partial<Questions['options']> = {},
  ): Promise<Answer[]> {
    const input: Questions = { options: { host: HOST, port: PORT, key: KEY, ...options }, questions };
    // The program's output is what testing/ask.ts writes.
    return JSON.parse(
      await namespace.exec(process.execPath, ['--import', 'tsx', ASK], JSON.stringify(input)),
    );
  }

  test.each(OMAPI_ALGORITHMS)('answers signed with %s', async (algorithm) => {
    const key = { ...KEY, algorithm };
    await namespace.start(config(key));
    const [ping, state] = await ask([{ ping: true }, { peer: 'office.pair-1' }], { key });
    expect(ping).toEqual({ value: { roundTripMs: expect.any(Number) } });
    expect(state).toMatchObject({ value: { name: 'office.pair-1', hierarchy: 'primary' } });
  });

  test('tells its failover state and, through a lease, its pools', async () => {
    await namespace.start(config(KEY));
    const answers = await ask([
      { peer: 'office.pair-1' },
      { address: '10.77.0.100' },
      { address: '10.77.0.149' },
      { address: '10.77.0.205' },
      { address: '10.77.0.100' },
    ]);
    const [state, first, same, second, again] = answers;
    expect(state).toMatchObject({
      value: {
        // A server without a lease file starts from `recover`, and shows `startup` for its first seconds.
        localState: expect.stringMatching(/^(startup|recover)$/),
        partnerState: 'unknown-state',
        localPort: 647,
        partnerPort: 847,
        mcltSeconds: 300,
        maxResponseDelaySeconds: 30,
        maxOutstandingUpdates: 10,
        unackedUpdates: 0,
        loadBalanceMaxSeconds: 3,
        loadBalance: { split: 100 },
      },
    });
    expect(first).toEqual({
      value: { handle: expect.any(Number), leaseCount: 50, freeLeases: 50, backupLeases: 0 },
    });
    expect(same).toEqual(first);
    expect(again).toEqual(first);
    expect(second).toMatchObject({ value: { leaseCount: 10, freeLeases: 10, backupLeases: 0 } });
  });

  test('tells nothing that dhcpd’s own client does not show', async () => {
    await namespace.start(config(KEY));
    const [state] = await ask([{ peer: 'office.pair-1' }]);
    const omshell = await namespace.exec(
      'omshell',
      [],
      `server ${HOST}\nport ${PORT}\nkey-algorithm ${KEY.algorithm}\nkey ${KEY.name} ${KEY.secret}\nconnect\nnew failover-state\nset name = "office.pair-1"\nopen\n`,
    );
    const shown = [...omshell.matchAll(/^([a-z-]+) = /gm)].map(([, name]) => name);
    expect(shown).toContain('local-state');
    expect(shown).toEqual(
      expect.arrayContaining(Object.keys((state as { value: { raw: object } }).value.raw)),
    );
  });

  test('does not know a failover peer or an address that are not in its configuration', async () => {
    await namespace.start(config(KEY));
    expect(await ask([{ peer: 'Office.pair-1' }, { address: '10.77.0.50' }, { ping: true }])).toEqual([
      expect.objectContaining({ kind: 'peer-unknown' }),
      expect.objectContaining({ kind: 'address-unknown' }),
      { value: { roundTripMs: expect.any(Number) } },
    ]);
  });

  test.each([
    ['another secret', { ...KEY, secret: 'YW5vdGhlciBzZWNyZXQ=' }, 'secret-wrong'],
    ['an unknown key', { ...KEY, name: 'nobody' }, 'key-unknown'],
    ['the right key with another algorithm', { ...KEY, algorithm: 'hmac-sha512' as const }, 'key-unknown'],
    ['a key that is not the omapi-key', OTHER_KEY, 'key-not-selected'],
    ['no key', undefined, 'key-needed'],
  ])('says what is wrong with %s', async (_, key, kind) => {
    await namespace.start(config(KEY));
    expect(await ask([{ ping: true }], { key })).toEqual([expect.objectContaining({ kind })]);
  });

  test('needs no signature without an omapi-key', async () => {
    await namespace.start(config(undefined));
    const questions = [{ peer: 'office.pair-1' }];
    expect(await ask(questions, { key: undefined })).toMatchObject([{ value: { hierarchy: 'primary' } }]);
    expect(await ask(questions, { key: OTHER_KEY })).toMatchObject([{ value: { hierarchy: 'primary' } }]);
  });

  test('is told apart from nothing listening and from a host that is not there', async () => {
    expect(await ask([{ ping: true }])).toEqual([expect.objectContaining({ kind: 'refused' })]);
    const nobody = { host: '10.77.0.99', connectTimeoutMs: 200 };
    expect(await ask([{ ping: true }], nobody)).toEqual([expect.objectContaining({ kind: 'unreachable' })]);
    const noRoute = { host: '192.0.2.1' };
    expect(await ask([{ ping: true }], noRoute)).toEqual([expect.objectContaining({ kind: 'unreachable' })]);
  });
});
