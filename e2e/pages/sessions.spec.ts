import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signUp } from '../support/planted-product.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';
import { askRaw, type RawAnswer } from '../support/raw-http.ts';

const PUBLIC_URL = 'https://pairwatch.example';
const COOKIE = '__Host-pairwatch.session_token';
const PASSWORD = 'correct horse battery';
/** The only address whose word on where a request came from is taken. */
const PROXY = '127.0.0.2';

let folder: string;
let product: Product;
/** `Cookie` of Anna, who is an admin. */
let anna: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-sessions-'));
  const settings = join(folder, 'pairwatch.yaml');
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(
    settings,
    `pairs: []\nlisten: ${listen}\ndata: .\nsignIn: on\npublicUrl: ${PUBLIC_URL}\ntrustedProxies: ['${PROXY}']\n`,
  );
  product = { ...(await startProduct(['start', '--config', settings], PUBLIC_URL)), url: `http://${listen}` };
  anna = await signUp(product, PASSWORD);
});

test.afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

type Question = {
  method?: string;
  cookie?: string;
  token?: string;
  body?: object;
  headers?: Record<string, string>;
  from?: string;
};

/** As a browser at the public address asks, or a program with a token. */
function ask(
  path: string,
  { method = 'GET', cookie, token, body, headers = {}, from }: Question = {},
): Promise<RawAnswer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    Host: 'pairwatch.example',
    ...(cookie !== undefined && { Cookie: cookie, Origin: PUBLIC_URL, 'Sec-Fetch-Site': 'same-origin' }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(text && { 'Content-Type': 'application/json', 'Content-Length': String(text.length) }),
    ...headers,
  };
  return askRaw(product.url, path, { method, headers: all, body: text, ...(from && { from }) });
}

/** What an answer of the API says; Node sends the longer ones in chunks. */
const told = ({ body }: RawAnswer) => JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1));

/** `Cookie` of what an answer sets. */
const cookieOf = ({ headers }: RawAnswer): string => headers['set-cookie']?.split(';')[0] ?? '';

const signIn = (email: string, more: Question = {}) =>
  ask('/api/auth/sign-in/email', { method: 'POST', body: { email, password: PASSWORD }, ...more });

/** Makes a user who has chosen his password, and gives his id and `Cookie`. */
async function newUser(name: string, role: string): Promise<{ id: string; email: string; cookie: string }> {
  const email = `${name}@example.net`;
  const invited = told(
    await ask('/api/v1/users', { method: 'POST', cookie: anna, body: { by: 'Anna', name, email, role } }),
  );
  const chosen = await choosePassword(invited.link);
  return { id: invited.user.id, email, cookie: cookieOf(chosen) };
}

function choosePassword(link: string): Promise<RawAnswer> {
  const body = { key: new URL(link).searchParams.get('key') ?? '', password: PASSWORD };
  return ask('/api/set-up/password', { method: 'POST', body });
}

const statusWith = async (cookie: string, path = '/api/v1/pairs') => (await ask(path, { cookie })).status;

test('a session that was there before somebody signed in is not his', async () => {
  const mallory = await newUser('mallory', 'viewer');
  const planted = ['', `${COOKIE}=planted`, `${COOKIE}=planted.${'A'.repeat(43)}%3D`, mallory.cookie];
  const given = new Set<string>();
  for (const cookie of planted) {
    const more = cookie === '' ? {} : { cookie };
    const answer = await signIn('anna@example.net', more);
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toMatch(/^__Host-pairwatch\.session_token=[^;]{40,}$/);
    expect(planted).not.toContain(cookieOf(answer));
    given.add(cookieOf(answer));
    expect(told(await ask('/api/v1/account', { cookie: cookieOf(answer) })).user.email).toBe(
      'anna@example.net',
    );
    const flags = (answer.headers['set-cookie'] ?? '').split('; ').slice(1).sort();
    expect(flags).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax', 'Secure']);
  }
  for (const cookie of planted.slice(0, 3)) expect(await statusWith(cookie)).toBe(401);
  expect(told(await ask('/api/v1/account', { cookie: mallory.cookie })).user.email).toBe(mallory.email);
  expect(given.size).toBe(planted.length);
  // Nor by another name, as a page without TLS could set it, nor with another's signature.
  const [value = ''] = [...given].map((cookie) => cookie.slice(COOKIE.length + 1));
  for (const name of [
    'pairwatch.session_token',
    '__Secure-pairwatch.session_token',
    'better-auth.session_token',
  ])
    expect(await statusWith(`${name}=${value}`)).toBe(401);
  const [token = ''] = value.split('.');
  const [, signature = ''] = mallory.cookie.split('.session_token=')[1]?.split('.') ?? [];
  expect(await statusWith(`${COOKIE}=${token}.${signature}`)).toBe(401);
  console.log(
    `session fixation: ${planted.length} planted cookies, none taken over; 4 forged ones, none taken`,
  );
});

test('what ends a session ends it at once, and its live stream with it', async () => {
  test.setTimeout(120_000);
  const made = told(
    await ask('/api/v1/tokens', {
      method: 'POST',
      cookie: anna,
      body: { by: 'Anna', name: 'program', role: 'viewer' },
    }),
  );
  const { tokens } = told(await ask('/api/v1/tokens', { cookie: anna }));
  const names = ['signs-out', 'disabled', 'ended', 'new-password', 'by-link'] as const;
  const users = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await newUser(name, 'operator')] as const)),
  );
  const userOf = (name: (typeof names)[number]) => users[name] ?? { id: '', email: '', cookie: '' };
  const who: Record<string, Record<string, string>> = Object.fromEntries(
    names.map((name) => [name, { cookie: userOf(name).cookie }]),
  );
  const streams = new Map<string, Promise<string>>();
  const giveUp = new AbortController();
  for (const [name, headers] of Object.entries({
    ...who,
    token: { authorization: `Bearer ${made.token}` },
    anna: { cookie: anna },
  })) {
    const answer = await fetch(`${product.url}/api/live`, { headers, signal: giveUp.signal });
    expect(answer.status, name).toBe(200);
    streams.set(
      name,
      answer.text().catch(() => 'goes on'),
    );
  }

  const deeds: Record<(typeof names)[number] | 'token', () => Promise<RawAnswer>> = {
    'signs-out': () =>
      ask('/api/auth/sign-out', { method: 'POST', cookie: userOf('signs-out').cookie, body: {} }),
    disabled: () =>
      ask(`/api/v1/users/${userOf('disabled').id}`, {
        method: 'PATCH',
        cookie: anna,
        body: { by: 'Anna', disabled: true },
      }),
    ended: () =>
      ask(`/api/v1/users/${userOf('ended').id}/sessions`, {
        method: 'DELETE',
        cookie: anna,
        body: { by: 'Anna' },
      }),
    'new-password': () =>
      ask('/api/v1/account/password', {
        method: 'PUT',
        cookie: userOf('new-password').cookie,
        body: { present: PASSWORD, password: `${PASSWORD} 2` },
      }),
    'by-link': async () => {
      const link = await ask(`/api/v1/users/${userOf('by-link').id}/password-link`, {
        method: 'POST',
        cookie: anna,
        body: { by: 'Anna' },
      });
      return choosePassword(told(link).link);
    },
    token: () =>
      ask(`/api/v1/tokens/${tokens[0].id}`, { method: 'DELETE', cookie: anna, body: { by: 'Anna' } }),
  };
  for (const [name, deed] of Object.entries(deeds)) {
    const answer = await deed();
    expect(answer.status, name).toBe(200);
    if (name === 'token') expect((await ask('/api/v1/pairs', { token: made.token })).status).toBe(401);
    else expect(await statusWith(who[name]?.cookie ?? ''), name).toBe(401);
    if (name === 'new-password') {
      expect(cookieOf(answer)).toMatch(/^__Host-/);
      expect((answer.headers['set-cookie'] ?? '').split('; ').slice(1).sort()).toEqual([
        'HttpOnly',
        expect.stringMatching(/^Max-Age=\d{6}$/),
        'Path=/',
        'SameSite=Lax',
        'Secure',
      ]);
      expect(await statusWith(cookieOf(answer))).toBe(200);
    }
  }

  const ended = await Promise.all(
    Object.keys(deeds).map(async (name) => [name, await streams.get(name)] as const),
  );
  for (const [name, text] of ended) expect(text, name).toContain('retry: 1000');
  giveUp.abort();
  expect(await streams.get('anna')).toBe('goes on');
  console.log(
    `ends of a session: ${ended.length}, each closed to the next request and its live stream ended`,
  );
});

test('a role that was taken away is taken away at once', async () => {
  const user = await newUser('demoted', 'operator');
  const silence = () => ask('/api/v1/silences', { method: 'POST', cookie: user.cookie, body: {} });
  expect((await silence()).status).toBe(400);
  const body = { by: 'Anna', role: 'viewer' };
  await ask(`/api/v1/users/${user.id}`, { method: 'PATCH', cookie: anna, body });
  expect((await silence()).status).toBe(403);
});

test('nobody forges where he comes from, nor gets round a limit by it', async () => {
  const forged = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'for=203.0.113.9',
    'x-pairwatch-peer': PROXY,
    'x-pairwatch-address': '203.0.113.9',
  };
  const addressOf = async (headers: Record<string, string>, from: string) => {
    const cookie = cookieOf(await signIn('anna@example.net', { headers, from }));
    const { sessions } = told(await ask('/api/v1/account', { cookie, headers, from }));
    return sessions.find(({ isPresent }: { isPresent: boolean }) => isPresent).address;
  };
  expect(await addressOf(forged, '127.0.0.3')).toBe('127.0.0.3');
  const chain = { ...forged, 'X-Forwarded-For': `198.51.100.1, 203.0.113.9, ${PROXY}` };
  expect(await addressOf(chain, PROXY)).toBe('203.0.113.9');
  expect(await addressOf({ 'X-Forwarded-For': 'nonsense, 203.0.113.9"' }, PROXY)).toBe(PROXY);

  const elsewhere = (index: number) => ({ ...forged, 'X-Forwarded-For': `203.0.113.${index}` });
  const tokens: number[] = [];
  for (let index = 0; index < 25; index += 1) {
    const question = { token: `wrong-${index}`, headers: elsewhere(index), from: '127.0.0.4' };
    tokens.push((await ask('/api/v1/pairs', question)).status);
  }
  expect(tokens).toEqual([...Array(20).fill(401), ...Array(5).fill(429)]);
  const passwords: number[] = [];
  for (let index = 0; index < 13; index += 1) {
    const body = { email: 'anna@example.net', password: 'not her password' };
    passwords.push((await signIn('', { body, headers: elsewhere(index), from: '127.0.0.5' })).status);
  }
  expect(passwords).toEqual([...Array(10).fill(401), ...Array(3).fill(429)]);
  // Nobody else is kept out by it.
  expect((await signIn('anna@example.net', { from: '127.0.0.6' })).status).toBe(200);
  console.log(`forged addresses: ${25 + 13 + 3} tries; wrong tokens stop at 20, wrong passwords at 10`);
});

test('browsers are kept to TLS by every kind of answer', async () => {
  const paths = [
    '/',
    '/sign-in',
    '/nowhere',
    '/%zz',
    '/api/v1/pairs',
    '/api/health/live',
    '/icon.svg',
    '/_next/static/none',
    '/events/',
    '/metrics',
  ];
  for (const path of paths) {
    const { headers } = await ask(path);
    expect(headers['strict-transport-security'], path).toBe('max-age=31536000');
    expect([headers['x-content-type-options'], headers['x-frame-options']], path).toEqual([
      'nosniff',
      'DENY',
    ]);
  }
});
