import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OmapiKey } from '../omapi/codec/hmac.ts';
import { SimulatedOmapiServer } from '../simulate/omapi-server.ts';
import { omapiCommand } from './omapi.ts';

const SECRET = 'c2VjcmV0LWtleS1mb3ItdGVzdHM=';
const KEY: OmapiKey = { name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET };

let folder: string;
let server: SimulatedOmapiServer;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pairwatch-omapi-'));
  await Promise.all([
    writeFile(join(folder, 'bare'), `${SECRET}\n`),
    writeFile(join(folder, 'block'), `key omapi_key { algorithm hmac-sha256; secret ${SECRET}; }\n`),
    writeFile(join(folder, 'wrong'), 'key omapi_key { algorithm hmac-sha256; secret YW5vdGhlcg==; }\n'),
    writeFile(join(folder, 'nonsense'), 'hunter2'),
  ]);
  server = new SimulatedOmapiServer({
    key: KEY,
    objects: {
      failoverState: (name) =>
        name === 'pair'
          ? {
              localState: 3,
              partnerState: 2,
              localStosSeconds: 1_700_000_000,
              partnerStosSeconds: 1_699_999_000,
              hierarchy: 1,
              mcltSeconds: 600,
              unackedUpdates: 0,
            }
          : undefined,
      lease: (address) => (address.startsWith('10.') ? { state: 1, poolHandle: 1 } : undefined),
      pool: () => ({ leaseCount: 200, freeLeases: 70, backupLeases: 80 }),
    },
  });
  port = await server.listen(0);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function run(...argv: string[]) {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const exitCode = await omapiCommand(argv, { stdout: sink('stdout'), stderr: sink('stderr'), env: {} });
  return { exitCode, ...written };
}

const address = () => ['--host', '127.0.0.1', '--port', String(port)];
const keyFile = (name: string) => ['--key-file', join(folder, name)];

describe('answered', () => {
  test('as text', async () => {
    const result = await run(...address(), ...keyFile('block'), '--peer', 'pair', '--address', '10.0.0.20');
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(
      result.stdout.replace(/\d+\.\d\d ms/, 'N ms').replace(String(port), 'PORT'),
    ).toMatchInlineSnapshot(`
      "server              127.0.0.1:PORT
      round trip          N ms

      peer                pair
      role                secondary
      state               communications-interrupted since 2023-11-14T22:13:20.000Z
      partner state       normal since 2023-11-14T21:56:40.000Z (last known)
      MCLT                600 s
      max response delay  20 s
      max outstanding     100
      unacked updates     0
      load balancing      split 128 of 256
      ports               647 here, 647 at the partner

      pool of             10.0.0.20
      handle              4
      addresses           200
      free                70
      backup              80
      in use              50
      "
    `);
  });

  test('as JSON', async () => {
    const result = await run(
      ...address(),
      ...keyFile('bare'),
      ...['--key-name', 'omapi_key', '--algorithm', 'HMAC-SHA256', '--peer', 'pair', '--json'],
      ...['--address', '10.0.0.20', '--address', '10.0.0.21'],
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({
      host: '127.0.0.1',
      port,
      roundTripMs: expect.any(Number),
      failoverState: { localState: 'communications-interrupted', raw: { 'local-state': 3 } },
      pools: [
        { address: '10.0.0.20', leaseCount: 200, freeLeases: 70, backupLeases: 80 },
        { address: '10.0.0.21', leaseCount: 200 },
      ],
      errors: [],
    });
  });
});

describe('refused: exit 1', () => {
  test('an unknown peer and address do not hide what could be read', async () => {
    const result = await run(
      ...address(),
      ...keyFile('block'),
      ...['--peer', 'Pair', '--address', '192.0.2.1', '--address', '10.0.0.20', '--json'],
    );
    expect(result.exitCode).toBe(1);
    expect(JSON.parse(result.stdout)).toMatchObject({
      failoverState: null,
      pools: [{ address: '10.0.0.20' }],
      errors: [
        { about: 'peer Pair', kind: 'peer-unknown', resultCode: 23 },
        { about: 'address 192.0.2.1', kind: 'address-unknown' },
      ],
    });
    expect(result.stderr.trim().split('\n')).toHaveLength(2);
  });

  test.each([
    ['a wrong secret', () => keyFile('wrong'), /the secret differs/],
    ['no key', () => [], /no OMAPI key is configured/],
    ['an unknown key', () => [...keyFile('bare'), '--key-name', 'nobody'], /knows no key "nobody"/],
  ])('%s is said once', async (_, key, text) => {
    const result = await run(...address(), ...key(), '--peer', 'pair', '--address', '10.0.0.20');
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(text);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('unreachable: exit 3', async () => {
  const gone = new SimulatedOmapiServer({
    objects: { failoverState: () => undefined, lease: () => undefined, pool: () => undefined },
  });
  const freePort = await gone.listen(0);
  await gone.close();
  const result = await run('--host', '127.0.0.1', '--port', String(freePort), '--peer', 'pair', '--json');
  expect(result.exitCode).toBe(3);
  expect(result.stderr).toMatch(/Nothing listens on/);
  expect(JSON.parse(result.stdout)).toMatchObject({ errors: [{ about: 'server', kind: 'refused' }] });
});

describe('usage: exit 2', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /--host is missing.*--peer is missing/],
    ['an IPv6 address', ['--host', '::1', '--peer', 'p'], /OMAPI has no IPv6/],
    ['a port in the host', ['--host', 'h:7911', '--peer', 'p'], /without a port/],
    ['an empty host', ['--host', '', '--peer', 'p'], /: --host is empty\n/],
    ['a port out of range', ['--host', 'h', '--peer', 'p', '--port', '70000'], /--port must be/],
    ['a port that is no number', ['--host', 'h', '--peer', 'p', '--port', '0x10'], /--port must be/],
    ['an address that is none', ['--host', 'h', '--peer', 'p', '--address', '10.0.0'], /--address must be/],
    ['an unknown algorithm', ['--host', 'h', '--peer', 'p', '--algorithm', 'md5'], /must be one of hmac-md5/],
    ['an unknown option', ['--host', 'h', '--peer', 'p', '--secret', 'x'], /--secret/],
    ['a word too many', ['status'], /status/],
    ['a key name alone', ['--host', 'h', '--peer', 'p', '--key-name', 'k'], /--key-name needs --key-file/],
    [
      'an algorithm alone',
      ['--host', 'h', '--peer', 'p', '--algorithm', 'hmac-md5'],
      /--algorithm needs --key-file/,
    ],
    [
      'a key file that is not there',
      ['--host', 'h', '--peer', 'p', '--key-file', '/nowhere'],
      /\/nowhere.*ENOENT/,
    ],
  ])('%s', async (_, argv, text) => {
    const result = await run(...argv);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toMatch(text);
  });

  test('a key file with something else in it, of which nothing is shown', async () => {
    const result = await run(...address(), ...keyFile('nonsense'), '--key-name', 'k', '--peer', 'pair');
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toMatch(/not base64/);
    expect(result.stderr).not.toMatch(/hunter2/);
  });
});

test('--help tells every option', async () => {
  const result = await run('--help');
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  for (const option of ['host', 'port', 'peer', 'address', 'key-file', 'key-name', 'algorithm', 'json']) {
    expect(result.stdout).toContain(`--${option} `);
  }
});
