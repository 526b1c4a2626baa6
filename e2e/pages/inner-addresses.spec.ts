import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { deliveryListSchema } from '../../lib/contracts/delivery.ts';
import { setupAnswerSchema } from '../../lib/contracts/setup.ts';
import { signUp } from '../support/planted-product.ts';
import { freePort, LAUNCHER, type Product, startProduct } from '../support/product.ts';

/** Wherever somebody may name an address: where it may lead, and what is told of what answers there. */

const TOLD_NAMES = new URL('../support/told-names.mjs', import.meta.url).pathname;
/** Of a service that has nothing to do with DHCP or with messages. */
const SECRET = 'ZQXJKVBPWMYDHFGT';
const INNER = '127.0.0.1';
/** The only address that is permitted where one is. */
const PERMITTED = '127.0.0.2';

type Trap = { port: number; connections: string[]; close(): void };

let folder: string;
let product: Product;
let token: string;
/** On every address of this machine: what connects to it was let through. */
let trap: Trap;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-inner-'));
  trap = await setTrap();
  const settings = join(folder, 'pairwatch.yaml');
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(settings, `pairs: []\nlisten: ${listen}\ndata: data\nsignIn: on\n`);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
  product = await startProduct(['start', '--config', settings], `http://${listen}`, {
    NODE_OPTIONS: `--import=${TOLD_NAMES}`,
    TOLD_NAMES: JSON.stringify({
      'inner.example': [[INNER]],
      'metadata.example': [['169.254.169.254']],
      'both.example': [[INNER, PERMITTED]],
      'turning.example': [[PERMITTED], [INNER]],
    }),
  });
  await signUp(product, 'correct horse battery staple');
  const args = ['token', 'create', '--name', 'inner', '--role', 'admin', '--config', settings];
  token = execFileSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8' }).trim();
});

test.afterAll(async () => {
  await product?.stop();
  trap?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Tells its secret to whoever says something, but leads a request of HTTP on to an inner address. */
async function setTrap(): Promise<Trap> {
  const connections: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connections.push(socket.localAddress ?? '');
    sockets.add(socket);
    socket.on('error', () => {}); // who has enough of it resets the connection
    socket.once('data', (said) => {
      const isHttp = said.includes('HTTP/1.1');
      const head = `HTTP/1.1 307 Elsewhere\r\nLocation: http://${INNER}:${trap.port}/\r\nContent-Length: 0\r\n\r\n`;
      socket.end(isHttp ? head : `${SECRET}\r\n`);
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '::', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    port,
    connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function send(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${product.url}/api/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Forms of addresses that nobody outside may name; each leads to this machine or to one beside it. */
const FORMS = [
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '①②⑦.0.0.1',
  'localhost',
  'LOCALHOST',
  '0.0.0.0',
  '0',
  '127.255.255.254',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[0:0:0:0:0:0:0:1]',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '[::ffff:169.254.169.254]',
  '[fd00:ec2::254]',
  '100.100.100.200',
  '168.63.129.16',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '198.18.0.1',
  '[fe80::1]',
  '[fc00::1]',
  '224.0.0.1',
  '255.255.255.255',
  'inner.example',
  'metadata.example',
  'both.example',
];

const SECRETS = [Buffer.from('a secret for a webhook of a test').toString('base64')];
const common = { by: 'Anna', kinds: ['alert'] };

/** Where a person may name an address that messages go to. */
const PLACES: Record<string, (host: string, allow: string[]) => object> = {
  url: (host, allow) => ({
    ...common,
    allow,
    kind: 'standard',
    secrets: SECRETS,
    url: `http://${host}:${trap.port}/`,
  }),
  proxy: (host, allow) => ({
    ...common,
    allow,
    kind: 'slack',
    url: 'http://hooks.slack.example/',
    proxy: `http://${host}:${trap.port}`,
  }),
  'mail server': (host, allow) => ({
    ...common,
    allow,
    kind: 'email',
    from: 'a@example.net',
    to: ['b@example.net'],
    smtp: { host: host.replace(/[[\]]/g, ''), port: trap.port, security: 'none' },
  }),
};

/** Makes an endpoint there and has a test sent to it; false when the address is none that can be named. */
async function sendTest(name: string, place: string, host: string, allow: string[] = []): Promise<boolean> {
  const made = await send('POST', 'endpoints', { ...PLACES[place]?.(host, allow), name });
  if (made.status === 400) return false;
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect((await send('POST', `endpoints/${name}/test`, { by: 'Anna' })).status).toBe(200);
  return true;
}

/** Why the last try of each delivery failed, by its endpoint, once there was one of each. */
async function errors(count: number): Promise<Record<string, string>> {
  const list = async () =>
    deliveryListSchema.parse((await send('GET', 'deliveries?limit=200')).body).deliveries;
  const tried = async () => (await list()).filter(({ attempts }) => attempts > 0).length;
  await expect.poll(tried, { timeout: 120_000, intervals: [1000] }).toBe(count);
  return Object.fromEntries((await list()).map(({ endpoint, lastError }) => [endpoint, lastError ?? '']));
}

/** In the words of lib/notify/address-guard.ts. */
const REFUSED = /if that is meant, add allow: \[|is not permitted|has no address/;

test('no message leaves for an address within, however it is written, unless the settings of the endpoint permit it', async () => {
  test.setTimeout(240_000);
  const asked = Object.keys(PLACES).flatMap((place) => FORMS.map((host) => ({ place, host })));
  const sent: string[] = [];
  for (const [nth, { place, host }] of asked.entries())
    if (await sendTest(`e${nth}`, place, host)) sent.push(`e${nth}`);
  const told = await errors(sent.length);
  const faults = asked.flatMap(({ place, host }, nth) => {
    const error = told[`e${nth}`] ?? 'none';
    return !sent.includes(`e${nth}`) || REFUSED.test(error) ? [] : [`${place} ${host}: ${error}`];
  });
  console.log(
    `inner addresses: ${FORMS.length} forms × ${Object.keys(PLACES).length} places, ${asked.length - sent.length} not taken as an address, ${sent.length - faults.length} refused before a connection; connections: ${trap.connections.length}`,
  );
  expect(faults).toEqual([]);
  expect(trap.connections).toEqual([]);
});

test('what is permitted is connected to, and neither a redirect nor a name that turns leads on from there', async () => {
  test.setTimeout(120_000);
  const allow = [`${PERMITTED}/32`];
  const before = deliveryListSchema.parse((await send('GET', 'deliveries?limit=200')).body).deliveries.length;
  const hosts = { both: 'both.example', turning: 'turning.example', redirected: PERMITTED };
  for (const [name, host] of Object.entries(hosts)) await sendTest(name, 'url', host, allow);
  const told = await errors(before + 3);
  for (const name of Object.keys(hosts)) expect(told[name], name).toContain('which is not followed');
  await send('POST', 'endpoints/turning/test', { by: 'Anna' });
  const list = async () => JSON.stringify((await send('GET', 'deliveries?endpoint=turning')).body);
  await expect.poll(list, { timeout: 30_000 }).toMatch(/turning\.example is 127\.0\.0\.1/);
  // IPv4 on a socket of both families.
  const ways = new Set(trap.connections.map((address) => address.replace('::ffff:', '')));
  console.log(
    `inner addresses: ${trap.connections.length} connections where one is permitted, all to ${[...ways].join()}`,
  );
  expect([...ways]).toEqual([PERMITTED]);
});

const server = (host: string, more: object) => ({
  role: 'primary',
  name: 'a',
  host,
  omapi: { port: trap.port },
  ...more,
});
const key = { name: 'k', algorithm: 'hmac-sha256', secret: 'c2VjcmV0c2VjcmV0c2VjcmV0' };
const ssh = { user: 'u', port: 0, key: 'file:key' };

/** What a test of settings may be told of a server, by its step. */
const TESTS: [step: string, of: (port: number) => object][] = [
  ['host', () => ({})],
  ['omapi', (port) => ({ omapi: { port } })],
  ['omapi', (port) => ({ omapi: { port, key } })],
  ['files', (port) => ({ reach: { ssh: { ...ssh, port } }, config: { path: '/etc/shadow' } })],
  ['clock', (port) => ({ clock: { ntp: `${INNER}:${port}` } })],
];

const setUp = (browser: string, step: string, servers: object[], by = token) =>
  fetch(`${product.url}/api/v1/setup/test`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${by}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ browser, step, server: 0, pair: { name: 'p', servers } }),
  });

test('a test of settings reaches any server, and tells of what is none no more than that', async () => {
  test.setTimeout(120_000);
  const texts: string[] = [];
  for (const [nth, [step, of]] of TESTS.entries()) {
    for (const host of [INNER, 'localhost', 'inner.example']) {
      const answer = await setUp(`browser-${nth}`, step, [server(host, of(trap.port))]);
      expect(answer.status, `${step} of ${host}: ${await answer.clone().text()}`).toBe(200);
      const text = await answer.text();
      setupAnswerSchema.parse(JSON.parse(text));
      texts.push(text);
    }
  }
  // So many letters of it stand in no answer: OMAPI tells the first four of its greeting, which say what else listens there.
  const pieces = Array.from({ length: SECRET.length - 5 }, (_, start) => SECRET.slice(start, start + 6));
  const told = texts.filter((text) => pieces.some((piece) => text.includes(piece)));
  console.log(
    `tests of settings: ${texts.length} at a service that is no DHCP server; told more of it than its first letters: ${told.length}`,
  );
  expect(told).toEqual([]);
});

test('tests of settings are few at a time, short, and for admins alone', async () => {
  test.setTimeout(60_000);
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, INNER, resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const beganAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, nth) =>
      setUp(`browser-${nth}`, 'omapi', [server(INNER, { omapi: { port } })]),
    ),
  );
  const seconds = (performance.now() - beganAt) / 1000;
  silent.close();
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(4).fill(200), ...Array(8).fill(409)]);
  const refused: number[] = [];
  for (const role of ['viewer', 'operator']) {
    const { body } = await send('POST', 'tokens', { by: 'Anna', name: role, role });
    refused.push(
      (await setUp('browser-x', 'host', [server(INNER, {})], (body as { token: string }).token)).status,
    );
  }
  console.log(
    `tests of settings at once: 12, ${statuses.filter((status) => status === 200).length} begun, over within ${seconds.toFixed(1)} s; other roles: ${refused.join(', ')}`,
  );
  expect(refused).toEqual([403, 403]);
});
