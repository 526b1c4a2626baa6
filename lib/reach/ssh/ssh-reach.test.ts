import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ReachError } from '../error.ts';
import { SshReach } from './ssh-reach.ts';

let folder: string;
let privateKey: string;
const servers: Server[] = [];
const sockets: Socket[] = [];
const reaches: SshReach[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-ssh-'));
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
  privateKey = readFileSync(join(folder, 'key'), 'utf8');
  writeFileSync(join(folder, 'known_hosts'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const reach of reaches.splice(0)) await reach.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server that does nothing but `greet` whoever connects; its port. */
async function listen(greet: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    greet(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // it listens on a port, so it has one
}

function reachOf(
  place: { host?: string; port: number },
  options: ConstructorParameters<typeof SshReach>[1] = {},
) {
  const hostKey = { kind: 'known-hosts', path: join(folder, 'known_hosts') } as const;
  const account = { host: '127.0.0.1', user: 'pairwatch', privateKey, passphrase: null, hostKey, ...place };
  const reach = new SshReach(account, options);
  reaches.push(reach);
  return reach;
}

async function errorOf(reach: SshReach, signal = AbortSignal.timeout(10_000)): Promise<ReachError> {
  const error = await reach.readText('/file', signal).catch((reason: unknown) => reason);
  if (error instanceof ReachError) return error;
  throw new Error(`expected a ReachError, got ${error}`);
}

test('nothing listens', async () => {
  const port = await listen(() => {});
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const error = await errorOf(reachOf({ port }));
  expect(error.kind).toBe('refused');
  expect(error.message).toContain(`127.0.0.1:${port}`);
});

test('a name without an address', async () => {
  expect((await errorOf(reachOf({ host: 'no-such-host.invalid', port: 22 }))).kind).toBe('host-unknown');
});

test('something else listens', async () => {
  const port = await listen((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'.repeat(1000)));
  expect((await errorOf(reachOf({ port }, { connectTimeoutMs: 500 }))).kind).toBe('protocol');
});

test('it closes the connection before it says a word', async () => {
  const port = await listen((socket) => socket.end());
  expect((await errorOf(reachOf({ port }))).kind).toBe('disconnected');
});

test('it never says a word', async () => {
  const port = await listen(() => {});
  const error = await errorOf(reachOf({ port }, { connectTimeoutMs: 50 }));
  expect(error.kind).toBe('timeout');
  expect(error.message).toContain('took the connection');
});

test('the caller does not wait any longer, but the connecting goes on for the next one', async () => {
  let connections = 0;
  const port = await listen(() => {
    connections += 1;
  });
  const reach = reachOf({ port });
  expect((await errorOf(reach, AbortSignal.timeout(50))).kind).toBe('timeout');
  expect((await errorOf(reach, AbortSignal.timeout(50))).kind).toBe('timeout');
  expect(connections).toBe(1);
});

test('while the back-off lasts every call fails at once with the last error', async () => {
  let connections = 0;
  const port = await listen((socket) => {
    connections += 1;
    socket.end();
  });
  const waits: (() => void)[] = [];
  const clock = {
    now: () => 0,
    after: (delayMs: number, callback: () => void) => {
      if (delayMs === 700) waits.push(callback);
      return () => {};
    },
  };
  const backoff = { firstMs: 700, factor: 1, maxMs: 700 };
  const reach = reachOf({ port }, { backoff, clock, random: () => 1 });
  const first = await errorOf(reach);
  expect(await errorOf(reach)).toBe(first);
  expect(connections).toBe(1);
  for (const wake of waits) wake();
  expect(await errorOf(reach)).not.toBe(first);
  expect(connections).toBe(2);
});

test('a key that is none is said to be one', async () => {
  const reach = new SshReach({
    host: '127.0.0.1',
    port: 1,
    user: 'pairwatch',
    privateKey: readFileSync(join(folder, 'key.pub'), 'utf8'),
    passphrase: null,
    hostKey: { kind: 'fingerprint', sha256: 'SHA256:x' },
  });
  reaches.push(reach);
  expect((await errorOf(reach)).kind).toBe('key-unusable');
});
