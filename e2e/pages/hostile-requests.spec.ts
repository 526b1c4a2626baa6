import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { type PlantedProduct, startPlantedProduct } from '../support/planted-product.ts';
import { answerOf, askRaw, headOf, type RawAnswer, rawSocket } from '../support/raw-http.ts';
import { apiRoutes, type Route } from '../support/routes.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
/** 15 s for a request (10 s for its head), and 30 s at most until Node looks for those that took longer. */
const DROPPED_WITHIN_MS = 60_000;

let planted: PlantedProduct;
let withToken: Record<string, string>;
let dropped: Promise<{ how: string; answer: RawAnswer | null }[]>;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  planted = await startPlantedProduct();
  withToken = { Authorization: `Bearer ${planted.token}`, ...JSON_TYPE };
  dropped = Promise.all(Object.entries(SLOW).map(([how, of]) => trickle(how, of())));
});

test.afterAll(async () => {
  await planted?.close();
});

type Slow = { begin: string; piece: string; everyMs: number };

/** Requests that never end, each over a connection that its client would rather keep. */
const SLOW: Record<string, () => Slow> = {
  'nothing at all': () => ({ begin: '', piece: '', everyMs: 1000 }),
  'a head': () => ({ begin: 'GET / HTTP/1.1\r\n', piece: 'X: 1\r\n', everyMs: 1000 }),
  'a head for a file': () => ({ begin: 'GET /icon.svg HTTP/1.1\r\n', piece: 'X: 1\r\n', everyMs: 1000 }),
  'a body': () => slowBody('/api/v1/silences', withToken, '{', 1000),
  'a body of nobody': () => slowBody('/api/auth/sign-in/email', JSON_TYPE, ' ', 1000),
  'a body for a page': () => slowBody('/sign-in', {}, ' ', 1000),
  'a body in chunks': () => endless('/api/v1/silences', withToken, 1, 1000),
  'a body without end': () => endless('/api/v1/silences', withToken, 16_384, 20),
  'a body without end of nobody': () => endless('/api/v1/silences', JSON_TYPE, 16_384, 20),
  'a body without end for a page': () => endless('/sign-in', JSON_TYPE, 16_384, 20),
  'a body without end for a file': () => endless('/icon.svg', {}, 16_384, 20),
};

function slowBody(path: string, headers: Record<string, string>, piece: string, everyMs: number): Slow {
  const all = { ...headers, 'Content-Length': '60000', Connection: 'keep-alive' };
  return { begin: headOf(planted.product.url, path, { method: 'POST', headers: all }), piece, everyMs };
}

function endless(path: string, headers: Record<string, string>, bytes: number, everyMs: number): Slow {
  const all = { ...headers, 'Transfer-Encoding': 'chunked', Connection: 'keep-alive' };
  const piece = `${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n`;
  return { begin: headOf(planted.product.url, path, { method: 'POST', headers: all }), piece, everyMs };
}

/** Goes on until the server ends the connection; null when it does not. */
async function trickle(how: string, { begin, piece, everyMs }: Slow) {
  const socket = rawSocket(planted.product.url);
  socket.write(begin);
  const more = setInterval(() => socket.write(piece), everyMs);
  const answer = await answerOf(socket, DROPPED_WITHIN_MS).catch(() => null);
  clearInterval(more);
  return { how, answer };
}

/** Kilobytes of memory that the web server has now, and has had at most. */
function memoryOfWeb(): { now: number; most: number } {
  const status = readFileSync(`/proc/${planted.product.children().web}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

const nested = (open: string, close: string) =>
  open.repeat(60_000 / (open.length + close.length)) + close.repeat(60_000 / (open.length + close.length));
const plain = (body: string) => ({
  headers: { 'Content-Length': String(Buffer.byteLength(body, 'latin1')) },
  body,
});
const BOMB = gzipSync(Buffer.alloc(50_000_000)).toString('latin1');

/** What no route may take, nor make a fault of. */
const BODIES: Record<string, { headers: Record<string, string>; body: string }> = {
  'lists in lists': plain(nested('[', ']')),
  'objects in objects': plain(`${nested('{"a":', '}').replace('}', '1}')}`),
  'more than 64 KB': plain(`"${' '.repeat(66_000)}"`),
  'more than it says': { headers: { 'Content-Length': '2' }, body: '{}{"by":"x"}' },
  'no UTF-8': plain('{"by":"\xff\xfe"}'),
  'a zero byte': plain('{"by":"\\u0000"}'),
  'a prototype': plain('{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}'),
  'a compressed bomb': { headers: { ...plain(BOMB).headers, 'Content-Encoding': 'gzip' }, body: BOMB },
  'a form': {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '4' },
    body: 'by=x',
  },
  'a form in parts': {
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '5' },
    body: '--x--',
  },
  XML: { headers: { 'Content-Type': 'application/xml', 'Content-Length': '4' }, body: '<a/>' },
};
/** These read no body: what is sent with them is nothing to them. */
const readsNone = ({ method, path }: Route) =>
  method === 'GET' || method === 'DELETE' || path === '/api/auth/sign-out';

test('no route takes a body it should not, nor makes a fault of one', async () => {
  const routes = apiRoutes().filter((route) => !readsNone(route));
  const faults: string[] = [];
  let tried = 0;
  for (const { method, path, need } of routes) {
    for (const [what, { headers, body }] of Object.entries(BODIES)) {
      tried += 1;
      const all = { ...withToken, ...headers };
      const { status } = await askRaw(planted.product.url, path, { method, headers: all, body });
      const isLost = status === 401 && need !== 'anyone';
      if (status < 400 || isLost || status >= 500) faults.push(`${method} ${path}, ${what}: ${status}`);
    }
  }
  console.log(
    `bodies: ${tried} tried (${routes.length} routes × ${Object.keys(BODIES).length}), faults: ${faults.length}`,
  );
  expect(faults).toEqual([]);
});

test('what is too large is turned away, little of it is kept, and others are answered meanwhile', async () => {
  const { url } = planted.product;
  const before = memoryOfWeb();
  const body = ' '.repeat(50_000_000);
  const long = 'a'.repeat(100_000);
  const manyHeaders = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, '1']));
  const length = { 'Content-Length': String(body.length) };
  const targets = [
    '/api/v1/silences',
    '/api/auth/sign-in/email',
    '/api/nowhere',
    '/sign-in',
    '/',
    '/icon.svg',
    '/metrics',
  ];
  const asked: [what: string, () => Promise<RawAnswer>, expected: number[]][] = targets.flatMap((path) => [
    [
      `50 MB to ${path}`,
      () => askRaw(url, path, { method: 'POST', headers: { ...withToken, ...length }, body }),
      [0, 405, 413],
    ],
    [
      `50 MB of nobody to ${path}`,
      () => askRaw(url, path, { method: 'POST', headers: { ...JSON_TYPE, ...length }, body }),
      [0, 405, 413],
    ],
    [
      `50 MB with GET ${path}`,
      () => askRaw(url, path, { headers: { ...withToken, ...length }, body }),
      [0, 413],
    ],
    [`100 KB of address below ${path}`, () => askRaw(url, `${path}/${long}`), [431]],
    [`100 KB of query at ${path}`, () => askRaw(url, `${path}?q=${long}`), [431]],
    [`a header of 100 KB to ${path}`, () => askRaw(url, path, { headers: { cookie: long } }), [431]],
    [`10,000 headers to ${path}`, () => askRaw(url, path, { headers: manyHeaders }), [431]],
    [
      `two lengths to ${path}`,
      () =>
        askRaw(url, path, {
          method: 'POST',
          headers: { 'Content-Length': '2', 'content-length': '3' },
          body: '{}',
        }),
      [400],
    ],
    [
      `a length and chunks to ${path}`,
      () =>
        askRaw(url, path, {
          method: 'POST',
          headers: { 'Content-Length': '2', 'Transfer-Encoding': 'chunked' },
          body: '0\r\n\r\n',
        }),
      [400],
    ],
  ]);
  const faults: string[] = [];
  let isOver = false;
  let others = 0;
  const meanwhile = (async () => {
    while (!isOver) {
      const { status } = await askRaw(url, '/api/health/live', { withinMs: 20_000 });
      if (status !== 200) faults.push(`somebody else was answered ${status}`);
      others += 1;
    }
  })();
  for (const [what, ask, expected] of asked) {
    const { status } = await ask();
    if (!expected.includes(status)) faults.push(`${what}: ${status}`);
  }
  isOver = true;
  await meanwhile;
  const after = memoryOfWeb();
  const grownMb = Math.round((after.most - Math.max(before.most, before.now)) / 1024);
  console.log(
    `too large: ${asked.length} requests, ${others} of others answered meanwhile, memory of the web server at most ${grownMb} MB above what it was; faults: ${faults.length}`,
  );
  expect(faults).toEqual([]);
  expect(others).toBeGreaterThan(5);
  expect(grownMb).toBeLessThan(60);
});

test('a request that trickles in is dropped', async () => {
  const answers = await dropped;
  console.log(
    `slow requests: ${answers.length}; dropped: ${answers.map(({ how, answer }) => `${how} (${answer?.status ?? 'not'})`).join(', ')}`,
  );
  expect(answers.filter(({ answer }) => answer === null).map(({ how }) => how)).toEqual([]);
  for (const { how, answer } of answers) expect([0, 401, 405, 408, 413], how).toContain(answer?.status);
});
