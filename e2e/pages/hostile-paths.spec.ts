import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type PlantedProduct, startPlantedProduct } from '../support/planted-product.ts';
import { askRaw, type RawAnswer } from '../support/raw-http.ts';
import { apiRoutes, pages } from '../support/routes.ts';

const STATIC_FILES = new URL('../../.next/standalone/.next/static/', import.meta.url).pathname;

let planted: PlantedProduct;

test.beforeAll(async () => {
  planted = await startPlantedProduct();
  writeFileSync(join(planted.folder, 'data', 'canary.txt'), CANARIES[0]);
});

test.afterAll(async () => {
  await planted?.close();
});

/** Of a file in the data folder, of pairwatch.yaml, of /etc/passwd, of our own server and its package. */
const CANARIES = [
  'canary of the data folder',
  'KANARI_SIGNING',
  'root:x:0:0',
  'NEXT_MANUAL_SIG',
  '"pairwatch"',
] as const;

/** Ways from `depth` folders up to `path`, which is absolute, as they stand in an address. */
function waysTo(path: string): string[] {
  const up = '../'.repeat(12) + path.slice(1);
  const encoded = up.replaceAll('/', '%2f');
  return [
    up,
    encoded,
    up.replaceAll('.', '%2e'),
    encoded.replaceAll('.', '%2E').replaceAll('%2f', '%2F'),
    encoded.replaceAll('..', '%2e%2e'),
    encoded.replaceAll('%', '%25'),
    up.replaceAll('/', '\\'),
    up.replaceAll('/', '%5c'),
    up.replaceAll('../', '....//'),
    up.replaceAll('../', '..;/'),
    up.replaceAll('../', '%c0%ae%c0%ae%c0%af'),
    up.replaceAll('../', '%e0%80%ae%e0%80%ae/'),
    up.replaceAll('../', '%uff0e%uff0e/'),
    path,
    path.replaceAll('/', '%2f'),
    `/${path}`,
    `file:${path.replaceAll('/', '%2f')}`,
    `${path.slice(1)}%00.js`,
    `${encoded}%00.html`,
    `${'a'.repeat(300)}/${up}`,
  ];
}

/** Folders of what is served as it lies, and pages and routes that Next has besides ours. */
const FOLDERS = [
  '/',
  '/_next/',
  '/_next/static/',
  '/_next/static/chunks/',
  '/_next/data/',
  '/public/',
  '/icon.svg/',
  '/api/',
  '/_next/image?w=64&q=75&url=',
];

test('no path leads out of what is served', async () => {
  test.setTimeout(180_000);
  const { folder, settings, product, token, cookie } = planted;
  const files = [
    join(folder, 'data', 'canary.txt'),
    settings,
    '/etc/passwd',
    join(process.cwd(), 'package.json'),
  ];
  const every = files.flatMap(waysTo);
  const routes = [
    ...apiRoutes().filter(({ path }) => /\/1(?=\/|$)/.test(path)),
    ...pages()
      .filter((path) => /\/1(?=\/|$)/.test(path))
      .map((path) => ({ method: 'GET', path })),
  ];
  // Each folder and each route on some of the ways, by turns, so that every way is tried on many.
  const asked = FOLDERS.flatMap((path, nth) =>
    every.filter((_, index) => (index + nth) % 3 === 0).map((way) => ({ method: 'GET', path: path + way })),
  );
  routes.forEach(({ method, path }, index) => {
    for (let nth = 0; nth < 3; nth += 1) {
      const way = every[(index * 3 + nth * 17) % every.length] ?? '';
      asked.push({ method, path: path.replace(/\/1(?=\/|$)/g, `/${way}`) });
    }
  });
  const leaks: string[] = [];
  const statuses = new Map<number, number>();
  const readers = Array.from({ length: 6 }, async () => {
    for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
      const { method, path } = next;
      const body = method === 'GET' ? '' : '{}';
      const headers = {
        ...(path.startsWith('/api/') ? { Authorization: `Bearer ${token}` } : { Cookie: cookie }),
        ...(body && { 'Content-Type': 'application/json', 'Content-Length': '2' }),
      };
      const answer = await askRaw(product.url, path, { method, headers, body });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const where = `${method} ${path}: ${answer.status}`;
      for (const canary of CANARIES) if (answer.body.includes(canary)) leaks.push(`${where} tells ${canary}`);
      if (answer.status === 0 || answer.status >= 500) leaks.push(`${where} is a fault`);
      leaks.push(...unprotected(answer).map((what) => `${where} has no ${what}`));
    }
  });
  const total = asked.length + readers.length;
  await Promise.all(readers);
  console.log(
    `paths: ${total} asked for (${routes.length} routes, ${FOLDERS.length} folders, ${every.length} ways out), by status ${JSON.stringify([...statuses])}, leaks: ${leaks.length}`,
  );
  expect(total).toBeGreaterThan(400);
  expect(leaks).toEqual([]);
});

/** Headers that this answer lacks and every answer has. */
function unprotected({ headers }: RawAnswer): string[] {
  const missing: string[] = [];
  if (headers['x-content-type-options'] !== 'nosniff') missing.push('nosniff');
  if (headers['x-frame-options'] !== 'DENY') missing.push('frame denial');
  if (headers['cross-origin-opener-policy'] !== 'same-origin') missing.push('opener policy');
  if (headers['strict-transport-security'] !== undefined) missing.push('reason for HSTS without TLS');
  return missing;
}

test('every kind of answer is neither framed nor guessed at, and each page has a policy of its own', async () => {
  test.setTimeout(120_000);
  const { product, token, cookie } = planted;
  const chunk = readdirSync(join(STATIC_FILES, 'chunks')).find((name) => name.endsWith('.js')) ?? '';
  const withToken = { Authorization: `Bearer ${token}` };
  const kinds: [path: string, status: number, headers?: Record<string, string>, method?: string][] = [
    ['/api/v1/pairs', 200, withToken],
    ['/api/v1/pairs', 401],
    ['/api/v1/pairs/none', 404, withToken],
    ['/api/v1/pairs', 405, withToken, 'POST'],
    ['/api/v1/pairs', 204, withToken, 'OPTIONS'],
    ['/api/v1/pairs', 405, withToken, 'TRACE'],
    ['/api/v1/pairs/%ff', 400, withToken],
    ['/api/v1/events/export', 200, withToken],
    ['/api/v1/incidents/99999/report', 404, withToken],
    ['/api/v1/incidents/1/report', 401],
    ['/api/v1/openapi.json', 200, withToken],
    ['/metrics', 200, withToken],
    ['/api/health/live', 200],
    [`/_next/static/chunks/${chunk}`, 200],
    ['/_next/static/none.js', 404],
    ['/icon.svg', 200],
    ['/', 307],
    ['//evil.example/', 308],
    ['/events/', 308, { Cookie: cookie }],
    ['/', 405, { Cookie: cookie }, 'POST'],
    ['/%zz', 400, { Cookie: cookie }],
  ];
  const faults: string[] = [];
  for (const [path, status, headers = {}, method = 'GET'] of kinds) {
    const answer = await askRaw(product.url, path, { method, headers });
    if (answer.status !== status) faults.push(`${method} ${path} is ${answer.status}, not ${status}`);
    faults.push(...unprotected(answer).map((what) => `${method} ${path} (${status}) has no ${what}`));
    if (answer.headers.location?.match(/^(?:\/\/|\w+:)/))
      faults.push(`${path} leads to ${answer.headers.location}`);
  }
  const nonces = new Set<string>();
  const shown = [...pages(), '/nowhere', '/nowhere', '/', '/'];
  for (const path of shown) {
    const answer = await askRaw(product.url, path, { headers: { Cookie: cookie } });
    const policy = answer.headers['content-security-policy'] ?? '';
    const nonce = /script-src 'self' 'nonce-([\w+/=]{20,})' 'strict-dynamic';/.exec(policy)?.[1];
    if (nonce === undefined || nonces.has(nonce)) faults.push(`${path}: its policy has no nonce of its own`);
    nonces.add(nonce ?? '');
    for (const part of [
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ])
      if (!policy.includes(part)) faults.push(`${path}: its policy has no ${part}`);
    if (/unsafe-eval|script-src[^;]*unsafe-inline/.test(policy)) faults.push(`${path}: its policy is open`);
    for (const [script] of answer.body.matchAll(/<script\b[^>]*>/g))
      if (!script.includes(`nonce="${nonce}"`)) faults.push(`${path}: ${script} has another nonce`);
    faults.push(...unprotected(answer).map((what) => `${path} has no ${what}`));
  }
  console.log(
    `kinds of answers: ${kinds.length}; pages: ${shown.length}, each with a nonce of its own: ${nonces.size}; faults: ${faults.length}`,
  );
  expect(faults).toEqual([]);
});
