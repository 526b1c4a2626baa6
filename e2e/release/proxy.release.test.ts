import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AS_NOBODY, install, PAGES } from './installation.ts';
import { eventually, type Running, run, start, stopAll } from './process.ts';

const NAME = 'pairwatch.example.net';
const PROXIED = `https://${NAME}`;
/** How much later than without a proxy a page may learn what changed. */
const LATER_BY_AT_MOST_MS = 1_000;

/** How each is started with its example: the only changes are where the certificate lies and where it may write. */
const PROXIES = [
  {
    name: 'nginx',
    program: '/usr/sbin/nginx',
    async start() {
      const site = (await example('nginx.conf')).replaceAll('/etc/ssl/pairwatch', folder);
      await writeFile(join(folder, 'site.conf'), site);
      await writeFile(join(folder, 'nginx.conf'), nginxConf());
      return start(['nginx', '-c', join(folder, 'nginx.conf')]);
    },
  },
  {
    name: 'Caddy',
    program: '/usr/bin/caddy',
    async start() {
      const [chain, key] = [join(folder, 'fullchain.pem'), join(folder, 'key.pem')];
      const site = (await example('Caddyfile')).replace(`\n${NAME} {`, `\n${NAME} {\n\ttls ${chain} ${key}`);
      await writeFile(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`);
      const options = ['--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
      return start(['caddy', 'run', ...options], { env: { HOME: folder } });
    },
  },
];

let installed: Awaited<ReturnType<typeof install>>;
let folder: string;
let certificate: Buffer;

beforeAll(async () => {
  installed = await install();
  folder = await mkdtemp(join(tmpdir(), 'pairwatch-proxy-'));
  await makeCertificate();
  const demo = ['demo', '--history', '0', '--pairs', '1'];
  const product = start([...AS_NOBODY, installed.program, ...demo], {
    cwd: installed.path,
    env: { PAIRWATCH_HOSTS: NAME },
  });
  await product.said(PAGES);
});
afterAll(async () => {
  await stopAll();
  await installed.remove();
  await rm(folder, { recursive: true, force: true });
});

describe.each(PROXIES)('$name before Pairwatch, as in the example', (proxy) => {
  const isThere = existsSync(proxy.program);
  let running: Running | undefined;
  beforeAll(async () => {
    if (!isThere) return;
    running = await proxy.start();
    await Promise.race([eventually(health), running.said('will never say this')]);
  });
  afterAll(() => running?.stop());

  it.skipIf(!isThere)('shows the pages', async () => {
    const { status, body } = await ask('/events');
    expect(status).toBe(200);
    expect(body).toContain('<title>');
    const script = /\/_next\/static\/[^"]+\.js/.exec(body)?.[0] ?? 'no script in the page';
    expect(await ask(script)).toMatchObject({ status: 200 });
  });

  it.skipIf(!isThere)('sends who comes without TLS to where there is', async () => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest('http://127.0.0.1/events', { headers: { Host: NAME } }, resolve)
        .on('error', reject)
        .end();
    });
    answer.resume();
    expect(answer.headers.location).toBe(`${PROXIED}/events`);
  });

  it.skipIf(!isThere)('passes on at once what changed', async () => {
    const [direct, proxied] = await Promise.all([listen(PAGES), listen(PROXIED)]);
    const later = await eventually(() => {
      const both = [...direct.hints].filter(([id]) => proxied.hints.has(id));
      return both.length < 3 ? null : both.map(([id, at]) => (proxied.hints.get(id) ?? Infinity) - at);
    });
    direct.end();
    proxied.end();
    console.log(`hints came through ${proxy.name} ${later.map((ms) => ms.toFixed(1)).join(', ')} ms later`);
    expect(Math.max(...later)).toBeLessThan(LATER_BY_AT_MOST_MS);
  });

  it.skipIf(!isThere)('lets its own pages change something, and no others', async () => {
    const from = (origin: string) =>
      ask(
        '/api/v1/silences',
        { method: 'POST', headers: { Origin: origin, 'Content-Type': 'application/json' } },
        '{}',
      );
    const [own, foreign] = [await from(PROXIED), await from('https://evil.example')];
    // It is taken for what it is, a silence with nothing in it.
    expect(own, own.body).toMatchObject({ status: 400 });
    expect(foreign, foreign.body).toMatchObject({ status: 403 });
  });
});

/** True once Pairwatch answers through the proxy; null before that. */
const health = () =>
  ask('/api/health').then(
    ({ status }) => status === 200 || null,
    () => null,
  );

const example = (name: string) => readFile(join(installed.path, 'pairwatch/packaging/proxy', name), 'utf8');

type Asked = { method?: string; headers?: Record<string, string> };

/** A request to the proxy under its name, as a browser that trusts its certificate sends it. */
function ask(
  path: string,
  { method = 'GET', headers = {} }: Asked = {},
  body = '',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = open(PROXIED, path, { method, headers }, async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      resolve({ status: answer.statusCode ?? 0, body: text });
    });
    sent.on('error', reject).end(body);
  });
}

function open(
  base: string,
  path: string,
  { method = 'GET', headers = {} }: Asked,
  taken: (answer: IncomingMessage) => void,
) {
  if (base !== PROXIED) return httpRequest(`${base}${path}`, { method, headers }, taken);
  const tls = { host: '127.0.0.1', port: 443, servername: NAME, ca: certificate };
  return httpsRequest({ ...tls, path, method, headers: { Host: NAME, ...headers } }, taken);
}

/** Hears hints; `hints` has when each came, by its id. */
async function listen(base: string): Promise<{ hints: Map<string, number>; end: () => void }> {
  const hints = new Map<string, number>();
  let unread = '';
  const headers = { Accept: 'text/event-stream', 'Accept-Encoding': 'gzip' };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    open(base, '/api/live', { headers }, resolve).on('error', reject).end();
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-encoding']).toBeUndefined();
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    unread += chunk;
    const blocks = unread.split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (.+)$/m.exec(block)?.[1];
      if (id) hints.set(`${id} ${/^data: (.+)$/m.exec(block)?.[1]}`, performance.now());
    }
  });
  return { hints, end: () => answer.destroy() };
}

async function makeCertificate(): Promise<void> {
  const [key, chain] = [join(folder, 'key.pem'), join(folder, 'fullchain.pem')];
  await run([
    ...[
      'openssl',
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ],
    ...['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`, '-keyout', key, '-out', chain],
  ]);
  certificate = await readFile(chain);
}

/** What Debian's nginx.conf has around a site, with all it writes in a folder of ours. */
const nginxConf = () => `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  gzip on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include ${folder}/site.conf;
}
`;
