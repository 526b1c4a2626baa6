import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { appCode } from '../support/app-code.ts';
import { graveViolations } from '../support/axe.ts';
import { printed } from '../support/command.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';

const ANNA = { name: 'Anna Example', email: 'anna@example.net', password: 'correct horse battery' };

let folder: string;
let settings: string;
let product: Product;
/** Where the pages are by the name that passkeys serve at. */
let home: string;
let page: Page;
let key: string;
let codes: string[];
/** Recovery codes made anew. */
let fresh: string[];

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-factors-'));
  settings = join(folder, 'pairwatch.yaml');
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  writeFileSync(settings, `pairs: []\nlisten: ${listen}\ndata: .\nsignIn: on\n`);
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
  home = `http://localhost:${port}`;
  page = await (await browser.newContext()).newPage();
  const printed = () => /set-up\?key=(\S+)/.exec(product.output())?.[1];
  await expect.poll(printed).toBeDefined();
  const first = await page.request.post(`${home}/api/set-up`, { data: { key: printed(), ...ANNA } });
  expect(first.status()).toBe(200);
});

test.afterAll(async () => {
  await page?.context().close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

const pairwatch = (...args: string[]) => printed([...args, '--config', settings]);

async function signOut(): Promise<void> {
  await page.goto(`${home}/`);
  await page.getByRole('button', { name: ANNA.name }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

async function givePassword(): Promise<void> {
  await page.getByLabel('E-mail address').fill(ANNA.email);
  await page.getByLabel('Password').fill(ANNA.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Nothing grave for axe in either theme. */
async function expectNoViolations(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await graveViolations(page)).toEqual([]);
  }
}

const app = () => page.getByRole('region', { name: 'Authenticator app' });

async function deeds(): Promise<string[]> {
  const answer = await page.request.get(`${home}/api/v1/audit`);
  const { entries } = (await answer.json()) as { entries: { deed: string }[] };
  return entries.map(({ deed }) => deed);
}

test('an app is set up with the password and a code of it, and gives recovery codes once', async () => {
  await page.goto(`${home}/account`);
  await app().getByRole('button', { name: 'Set up an app' }).click();
  await app().getByLabel('Your password').fill('not the password');
  await app().getByRole('button', { name: 'Go on' }).click();
  await expect(app().getByRole('alert')).toContainText('your present password');
  await app().getByLabel('Your password').fill(ANNA.password);
  await app().getByRole('button', { name: 'Go on' }).click();
  await expect(app().getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  key = ((await app().locator('pre').textContent()) ?? '').replace(/\s/g, '');
  expect(key).toMatch(/^[A-Z2-7]{32,}$/);
  await app().getByLabel('Code of six digits').fill('000 000');
  await app().getByRole('button', { name: 'Turn it on' }).click();
  await expect(app().getByRole('alert')).toContainText('the code that is shown now');
  await expectNoViolations();
  await app().getByLabel('Code of six digits').fill(appCode(key, Date.now()));
  await app().getByRole('button', { name: 'Turn it on' }).click();
  const shown = app().getByRole('region', { name: 'Your recovery codes' });
  await expect(shown).toBeVisible();
  codes = (await shown.locator('pre > span').allTextContents()).map((code) => code.trim());
  expect(new Set(codes).size).toBe(10);
  const waiting = page.waitForEvent('download');
  await shown.getByRole('link', { name: 'Save them as a file' }).click();
  const file = await (await waiting).path();
  for (const code of codes) expect(readFileSync(file, 'utf8')).toContain(code);
  await expectNoViolations();
  await page.reload();
  await expect(app()).toContainText('10 recovery codes are left');
  expect(await page.content()).not.toContain(codes[0]);
});

test('a code is asked for beside the password, and no code serves twice', async () => {
  await signOut();
  await page.goto(`${home}/account`);
  await givePassword();
  await expect(page.getByRole('heading', { name: 'Enter the code of your app' })).toBeVisible();
  expect((await page.request.get(`${home}/api/v1/pairs`)).status()).toBe(401);
  await expectNoViolations();
  const code = page.getByLabel('Code of six digits');
  await code.fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('form').getByRole('alert')).toContainText('the code that is shown now');
  const given = appCode(key, Date.now());
  await code.fill(given);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${home}/account`);
  expect(await deeds()).toEqual(expect.arrayContaining(['app-added', 'sign-in-refused', 'signed-in']));

  await signOut();
  await givePassword();
  await code.fill(given);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('form').getByRole('alert')).toContainText('the code that is shown now');
});

test('a recovery code serves in its place, once', async () => {
  const give = async () => {
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await give();
  await expect(page).toHaveURL(`${home}/`);
  expect(await deeds()).toContain('recovery-code-used');
  await signOut();
  await givePassword();
  await give();
  await expect(page.getByRole('form').getByRole('alert')).toContainText('serves once');
  await page.getByLabel('Recovery code').fill(codes[1] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${home}/`);
  await page.goto(`${home}/account`);
  await expect(app()).toContainText('8 recovery codes are left');
});

test('recovery codes are made anew with the password, and a token has none of it', async ({ playwright }) => {
  await app().getByRole('button', { name: 'New recovery codes' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(ANNA.password);
  await page.getByRole('button', { name: 'Make new ones' }).click();
  const shown = app().getByRole('region', { name: 'Your recovery codes' });
  await expect(shown).toBeVisible();
  fresh = (await shown.locator('pre > span').allTextContents()).map((code) => code.trim());
  expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
  const token = pairwatch('token', 'create', '--name', 'program', '--role', 'admin');
  const program = await playwright.request.newContext({
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  for (const path of ['enable', 'disable', 'generate-backup-codes']) {
    const answer = await program.post(`${home}/api/auth/two-factor/${path}`, {
      data: { password: ANNA.password },
    });
    expect(answer.status()).toBe(409);
  }
  await program.dispose();
  const catchAll = await page.request.post(`${home}/api/auth/two-factor/get-totp-uri`, {
    headers: { Origin: home },
    data: { password: ANNA.password },
  });
  expect(catchAll.status()).toBe(404);
});

test('a passkey is added with the password, lets in alone, and is removed', async () => {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${home}/account`);
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  const form = page.getByRole('form', { name: 'Add a passkey' });
  await form.getByLabel('What to call it').fill('The laptop');
  await form.getByLabel('Your password').fill('not the password');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expect(form.getByRole('alert')).toContainText('your present password');
  await form.getByLabel('Your password').fill(ANNA.password);
  await form.getByRole('button', { name: 'Add it' }).click();
  const row = passkeys.getByRole('listitem', { name: 'The laptop' });
  await expect(row).toBeVisible();
  await expectNoViolations();

  await signOut();
  await page.goto(`${home}/account`);
  await expectNoViolations();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(`${home}/account`);
  expect(await deeds()).toEqual(expect.arrayContaining(['passkey-added', 'signed-in']));
  expect(pairwatch('users', 'list')).toMatch(/anna@example\.net.* app, passkeys: 1 /);

  // One that does not make sure whose it is stands for one factor at most.
  await signOut();
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'passkey' })).toBeVisible();
  expect((await page.request.get(`${home}/api/v1/pairs`)).status()).toBe(401);
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(`${home}/`);

  await page.goto(`${home}/account`);
  await row.getByRole('button', { name: 'Remove The laptop' }).click();
  await page.getByRole('form', { name: 'Remove The laptop' }).getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await signOut();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nobody signs in by this passkey' })).toBeVisible();
  await givePassword();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(fresh[0] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${home}/`);
  expect(await deeds()).toContain('passkey-removed');
});

test('where browsers take no passkeys, the pages say so and offer none', async ({ browser, request }) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`${product.url}/sign-in`);
  await expect(elsewhere.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(elsewhere.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
  await elsewhere.context().close();
  const asked = await request.post(`${product.url}/api/auth/passkey/generate-authenticate-options`, {
    data: {},
  });
  expect(asked.status()).toBe(409);
  const foreign = await request.post(`${home}/api/auth/passkey/generate-authenticate-options`, {
    headers: { Origin: 'https://evil.example' },
    data: {},
  });
  expect(foreign.status()).toBe(403);
});

test('an admin sees who has an app and takes it from who lost it, as the command line does', async () => {
  expect(pairwatch('users', 'list')).toMatch(/anna@example\.net.* app /);
  await page.goto(`${home}/settings/people`);
  const row = page.getByRole('listitem', { name: ANNA.name, exact: true });
  await expect(row).toContainText('signs in with an authenticator app');
  await row.getByRole('button', { name: `Remove factors of ${ANNA.name}` }).click();
  await expectNoViolations();
  expect(pairwatch('users', 'reset-factors', ANNA.email)).toContain('signs in by the password alone now');
  expect(() => pairwatch('users', 'reset-factors', ANNA.email)).toThrow();
  expect((await page.request.get(`${home}/api/v1/pairs`)).status()).toBe(401);
  await page.goto(`${home}/sign-in`);
  await givePassword();
  await expect(page).toHaveURL(`${home}/`);
  expect(await deeds()).toContain('factors-removed');
});
