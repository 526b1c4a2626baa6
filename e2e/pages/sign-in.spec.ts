import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { printed } from '../support/command.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';
import { apiRoutes, pages } from '../support/routes.ts';

const ANNA = { name: 'Anna Example', email: 'anna@example.net', password: 'correct horse battery' };

let folder: string;
let settings: string;
let product: Product;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-sign-in-'));
  settings = join(folder, 'pairwatch.yaml');
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(settings, `pairs: []\nlisten: ${listen}\ndata: .\nsignIn: on\n`);
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
});

test.afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

const pairwatch = (...args: string[]) => printed([...args, '--config', settings]);

async function printedLink(): Promise<string> {
  const link = () => /http:\S+\/set-up\?key=\S+/.exec(product.output())?.[0];
  await expect.poll(link).toBeDefined();
  return link() ?? '';
}

async function signIn(page: Page, password = ANNA.password): Promise<void> {
  await page.getByLabel('E-mail address').fill(ANNA.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the link that start prints makes the first user, once', async ({ page, browser }) => {
  const link = await printedLink();
  await page.goto(`${product.url}/`);
  await expect(page.getByRole('heading', { name: 'Nobody can sign in yet' })).toBeVisible();
  await page.goto(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  await expect(page.getByRole('heading', { name: 'This link does not serve' })).toBeVisible();

  await page.goto(link);
  await page.getByLabel('Your name').fill(ANNA.name);
  await page.getByLabel('E-mail address').fill(ANNA.email);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Make this user and sign in' }).click();
  await expect(page.getByRole('form').getByRole('alert')).toContainText('at least 12 characters');
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Password').fill(ANNA.password);
  await page.getByRole('button', { name: 'Make this user and sign in' }).click();
  await expect(page).toHaveURL(`${product.url}/`);
  await page.getByRole('button', { name: ANNA.name }).click();
  await expect(page.getByText('role admin')).toBeVisible();
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'pairwatch.session_token', httpOnly: true, sameSite: 'Lax' });

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Pairwatch is set up already' })).toBeVisible();
  const [, key] = link.split('key=');
  const again = await other.request.post(`${product.url}/api/set-up`, {
    data: { key, name: 'Mallory', email: 'mallory@example.net', password: 'mallory mallory' },
  });
  expect(again.status()).toBe(409);
  expect(() => pairwatch('users', 'set-up-link')).toThrow();
  expect(pairwatch('users', 'list')).toMatch(/anna@example\.net +Anna Example +admin/);
  await other.close();
});

test('who signs in is back where he wanted to be, and nowhere else', async ({ page }) => {
  await page.goto(`${product.url}/events?last=24h`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, 'not the password');
  const words = await page.getByRole('form').getByRole('alert').textContent();
  await page.getByLabel('E-mail address').fill('nobody@example.net');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await expect(page.getByRole('form').getByRole('alert')).toHaveText(words ?? '');
  await signIn(page);
  await expect(page).toHaveURL(`${product.url}/events?last=24h`);
  await page.goto(`${product.url}/sign-in?next=${encodeURIComponent('//evil.example/')}`);
  await expect(page).toHaveURL(`${product.url}/`);
});

test('who signed out, or whose session was ended, is a stranger', async ({ page }) => {
  await page.goto(`${product.url}/sign-in`);
  await signIn(page);
  await expect(page).toHaveURL(`${product.url}/`);
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: ANNA.name }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  // The cookie of before opens nothing any more: its row is gone.
  await page.context().addCookies(cookies);
  expect((await page.request.get(`${product.url}/api/v1/pairs`)).status()).toBe(401);
  await page.goto(`${product.url}/settings/rules`);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Frules/);
});

test('a program signs in by a password, also one that tells how it asks as browsers do', async () => {
  const { email, password } = ANNA;
  // Node's fetch sends Sec-Fetch-Mode, and no Origin.
  const answer = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(await answer.json()).toMatchObject({ needsCode: false });
});

test('a token serves a program until it is revoked, and a wrong one never as the cookie beside it', async ({
  page,
  playwright,
}) => {
  const token = pairwatch('token', 'create', '--name', 'prometheus');
  const program = await playwright.request.newContext();
  const ask = (bearer: string) =>
    program.get(`${product.url}/api/v1/pairs`, { headers: { Authorization: `Bearer ${bearer}` } });
  expect((await ask(token)).status()).toBe(200);
  await expect.poll(() => pairwatch('token', 'list')).not.toMatch(/prometheus.*never/);
  await page.goto(`${product.url}/sign-in`);
  await signIn(page);
  await expect(page).toHaveURL(`${product.url}/`);
  const beside = await page.request.get(`${product.url}/api/v1/pairs`, {
    headers: { Authorization: 'Bearer x' },
  });
  expect(beside.status()).toBe(401);
  pairwatch('token', 'revoke', 'prometheus');
  expect((await ask(token)).status()).toBe(401);
  await program.dispose();
});

test('every route refuses the stranger and every role that is too small', async ({ playwright }) => {
  const ROLES = ['viewer', 'operator', 'admin'] as const;
  const tokens = ROLES.map((role) => pairwatch('token', 'create', '--name', `walk-${role}`, '--role', role));
  const stranger = await playwright.request.newContext();
  const programs = await Promise.all(
    tokens.map((token) =>
      playwright.request.newContext({ extraHTTPHeaders: { Authorization: `Bearer ${token}` } }),
    ),
  );
  const status = async (who: APIRequestContext, method: string, path: string) =>
    (
      await who.fetch(`${product.url}${path}`, {
        method,
        maxRedirects: 0,
        data: method === 'GET' ? undefined : {},
      })
    ).status();

  let tried = 0;
  const leaks: string[] = [];
  const routes = apiRoutes();
  for (const { path, method, need } of routes) {
    if (need === 'anyone') continue;
    tried += 1;
    if ((await status(stranger, method, path)) !== 401) leaks.push(`${method} ${path} answers a stranger`);
    for (const [index, role] of ROLES.entries()) {
      if (index >= ROLES.indexOf(need)) continue;
      tried += 1;
      const program = programs[index];
      if (program && (await status(program, method, path)) !== 403)
        leaks.push(`${method} ${path} answers a ${role}`);
    }
  }
  const open = ['/sign-in', '/sign-in/second-step', '/set-up', '/set-up/password'];
  const closed = pages().filter((path) => !open.includes(path));
  for (const path of closed) {
    tried += 1;
    const answer = await stranger.get(`${product.url}${path}`, { maxRedirects: 0 });
    if (answer.status() !== 307 || !answer.headers().location?.startsWith('/sign-in'))
      leaks.push(`the page ${path} shows itself to a stranger`);
  }
  console.log(
    `routes × roles tried: ${tried} (${routes.length} of the API, ${closed.length} pages), let through: ${leaks.length}`,
  );
  expect(leaks).toEqual([]);
  // What needs nobody is known by name: one more has to be meant.
  expect(
    routes.filter(({ need }) => need === 'anyone').map(({ method, path }) => `${method} ${path}`),
  ).toEqual([
    'GET /api/auth/oidc/callback',
    'GET /api/auth/oidc',
    'POST /api/auth/passkey/generate-authenticate-options',
    'POST /api/auth/passkey/verify-authentication',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/auth/two-factor/verify-backup-code',
    'POST /api/auth/two-factor/verify-totp',
    'GET /api/health/live',
    'GET /api/health/ready',
    'GET /api/health',
    'POST /api/set-up/password',
    'POST /api/set-up',
  ]);
  for (const each of [stranger, ...programs]) await each.dispose();
});
