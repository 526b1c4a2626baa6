import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { printed } from '../support/command.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';

const ANNA = { name: 'Anna Example', email: 'anna@example.net', password: 'correct horse battery' };
const OTTO = { name: 'Otto Example', email: 'otto@example.net', password: 'staple battery horse' };

let folder: string;
let settings: string;
let product: Product;
/** Pages of the two, each with the cookies of its own. */
let anna: Page;
let otto: Page;
let link: string;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-people-'));
  settings = join(folder, 'pairwatch.yaml');
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(settings, `pairs: []\nlisten: ${listen}\ndata: .\nsignIn: on\n`);
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
  [anna, otto] = await Promise.all([pageOf(browser), pageOf(browser)]);
  const printed = () => /set-up\?key=(\S+)/.exec(product.output())?.[1];
  await expect.poll(printed).toBeDefined();
  const first = await anna.request.post(`${product.url}/api/set-up`, { data: { key: printed(), ...ANNA } });
  expect(first.status()).toBe(200);
});

test.afterAll(async () => {
  await anna?.context().close();
  await otto?.context().close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

const pageOf = async (browser: Browser) => (await browser.newContext()).newPage();

const pairwatch = (...args: string[]) => printed([...args, '--config', settings]);

const acknowledge = async () => {
  const path = `${product.url}/api/v1/alerts/1/acknowledge`;
  return (await otto.request.post(path, { headers: { Origin: product.url }, data: {} })).status();
};

const rowOf = (name: string) => anna.getByRole('listitem', { name, exact: true });

test('an admin invites somebody, who chooses a password by the link, once', async ({ browser }) => {
  await anna.goto(`${product.url}/settings/people`);
  await anna.getByRole('button', { name: 'Invite somebody' }).click();
  await anna.getByLabel('Name', { exact: true }).fill(OTTO.name);
  await anna.getByLabel('E-mail address').fill(OTTO.email);
  await anna.getByRole('button', { name: 'Make the link' }).click();
  const shown = anna.getByRole('region', { name: `Hand this link over to ${OTTO.name}` });
  link = /http:\S+/.exec((await shown.locator('pre').textContent()) ?? '')?.[0] ?? '';
  await expect(rowOf(OTTO.name)).toContainText('has no password yet');

  await otto.goto(link);
  await otto.getByLabel('Password', { exact: true }).fill('too short');
  await otto.getByRole('button', { name: 'Keep this password and sign in' }).click();
  await expect(otto.getByRole('form').getByRole('alert')).toContainText('at least 12 characters');
  await otto.getByLabel('Password', { exact: true }).fill(OTTO.password);
  await otto.getByRole('button', { name: 'Keep this password and sign in' }).click();
  await expect(otto).toHaveURL(`${product.url}/`);

  const other = await pageOf(browser);
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'This link does not serve' })).toBeVisible();
  const key = link.split('key=')[1];
  const again = await other.request.post(`${product.url}/api/set-up/password`, {
    data: { key, password: 'mallory mallory' },
  });
  expect(again.status()).toBe(409);
  await other.context().close();
});

test('a viewer is offered nothing he may not do, until an admin raises his role', async () => {
  await otto.goto(`${product.url}/settings/silences`);
  await expect(otto.getByRole('heading', { name: 'Silences', exact: true })).toBeVisible();
  await expect(otto.getByRole('button', { name: 'Silence something' })).toHaveCount(0);
  await expect(otto.getByRole('link', { name: 'People' })).toHaveCount(0);
  expect(await acknowledge()).toBe(403);
  await otto.goto(`${product.url}/settings/people`);
  await expect(otto.getByRole('heading', { name: 'This needs the role admin' })).toBeVisible();

  await anna.reload();
  await rowOf(OTTO.name).getByRole('button', { name: 'Change role of Otto Example' }).click();
  const form = anna.getByRole('form', { name: 'Change role of Otto Example' });
  await form.getByLabel('Role').selectOption('operator');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(OTTO.name)).toContainText('role operator');
  expect(await acknowledge()).toBe(404); // there is no such alert, which only who may is told
  await otto.goto(`${product.url}/settings/silences`);
  await expect(otto.getByRole('button', { name: 'Silence something' })).toBeVisible();
});

test('everybody changes his own password, and ends his own sessions elsewhere', async ({ browser }) => {
  const elsewhere = await pageOf(browser);
  await elsewhere.request.post(`${product.url}/api/auth/sign-in/email`, {
    data: { email: OTTO.email, password: OTTO.password },
  });
  await otto.getByRole('button', { name: OTTO.name }).click();
  await otto.getByRole('link', { name: 'Your account' }).click();
  const places = otto.getByRole('region', { name: 'Where you are signed in' });
  await expect(places.getByRole('listitem')).toHaveCount(2);
  await expect(places.getByRole('listitem').first()).toContainText(/127\.0\.0\.1.*here/);
  await otto.getByLabel('Present password').fill('not the password');
  await otto.getByLabel('New password').fill('another staple battery');
  await otto.getByRole('button', { name: 'Change it' }).click();
  await expect(otto.getByRole('form').getByRole('alert')).toContainText('your present password');
  await otto.getByLabel('Present password').fill(OTTO.password);
  await otto.getByRole('button', { name: 'Change it' }).click();
  await expect(places.getByRole('listitem')).toHaveCount(1);
  expect((await elsewhere.request.get(`${product.url}/api/v1/pairs`)).status()).toBe(401);
  await elsewhere.context().close();
});

test('who is disabled is out at once, and the last admin can not be', async () => {
  const ask = async (name: string) => {
    await rowOf(name)
      .getByRole('button', { name: `Disable ${name}` })
      .click();
    await anna
      .getByRole('form', { name: `Disable ${name}` })
      .getByRole('button', { name: 'Disable' })
      .click();
  };
  await ask(OTTO.name);
  await expect(rowOf(OTTO.name)).toContainText('disabled');
  expect((await otto.request.get(`${product.url}/api/v1/pairs`)).status()).toBe(401);
  await expect(otto).toHaveURL(/\/sign-in\b/); // by itself: his page asks again and is told so
  await ask(ANNA.name);
  await expect(anna.getByRole('alert').filter({ hasText: 'last admin' })).toBeVisible();
  expect(() => pairwatch('users', 'set-role', ANNA.email, 'viewer')).toThrow();
  pairwatch('users', 'enable', OTTO.email);
  await otto.goto(pairwatch('users', 'password-link', OTTO.email));
  await expect(otto.getByRole('heading', { name: 'Choose a password' })).toBeVisible();
  expect(pairwatch('users', 'list')).toMatch(/otto@example\.net +Otto Example +operator +all +may sign in/);
});

test('a token is shown once, serves, and serves no more when it is revoked', async ({ playwright }) => {
  await anna.reload();
  await anna.getByRole('button', { name: 'Make a token' }).click();
  await anna.getByLabel('What it is for').fill('prometheus');
  await anna.getByRole('button', { name: 'Make it' }).click();
  const shown = anna.getByRole('region', { name: 'Copy this token now' });
  const token = ((await shown.locator('pre').textContent()) ?? '').trim();
  const program = await playwright.request.newContext({
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  const ask = async (path: string) => (await program.get(`${product.url}/api/v1/${path}`)).status();
  expect(await ask('pairs')).toBe(200);
  expect(await ask('users')).toBe(403);
  await anna.reload();
  await expect(rowOf('prometheus')).toContainText('last used');
  await expect(anna.locator('body')).not.toContainText(token);
  await rowOf('prometheus').getByRole('button', { name: 'Revoke prometheus' }).click();
  await anna.getByRole('form', { name: 'Revoke prometheus' }).getByRole('button', { name: 'Revoke' }).click();
  await expect(rowOf('prometheus')).toContainText('revoked');
  expect(await ask('pairs')).toBe(401);
  await program.dispose();
});
